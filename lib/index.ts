/**
 * Reads every item of a listing of a SignalWire space. Begin with `createClient`, then `paginateRooms`, or `paginate` with
 * any other list; `exportRooms` and `exportItems` write to files and tables.
 *
 * @module
 */

export type {ClientOptions} from './client/client-options.ts';
export {createClient} from './client/create-client.ts';
export type {DiagnosticsMessage} from './client/diagnostics.ts';
export {version} from './client/version.ts';
export type {ErrorDetail, PaginationErrorKind} from './core/api-error.ts';
export {
	type ItemOf,
	type ItemSchema,
	type List,
	type ListDefinition,
	list,
	type PageSize,
	type TimeFilter,
} from './core/list.ts';
export type {Links, Page, PageContent, PageStyle, PagingParameters} from './core/page.ts';
export {linked} from './core/page-linked.ts';
export {single} from './core/page-single.ts';
export {uriPaged} from './core/page-uri-paged.ts';
export {whole} from './core/page-whole.ts';
export {
	accountParameter,
	booleanParameter,
	choiceParameter,
	dateParameter,
	integerParameter,
	type Parameter,
	pathParameter,
	textParameter,
	tokenParameter,
} from './core/parameter.ts';
export type {QueryOf, QueryRule} from './core/query-codec.ts';
export type {RequestDescriptor} from './core/request-descriptor.ts';
export type {StandardSchema} from './core/standard-schema.ts';
export {exportItems} from './export/export-items.ts';
export type {ExportOptions, ExportSummary} from './export/export-options.ts';
export type {ExportProgress} from './export/export-progress.ts';
export {exportRooms} from './export/export-rooms.ts';
export type {Format} from './export/formats/formats.ts';
export {type PagingQuery, paging} from './lists/paging.ts';
export {type ActiveSession, type Room, type RoomsQuery, rooms} from './lists/video/rooms.ts';
export type {Client} from './pagination/client.ts';
export type {
	ClientEvent,
	IdleEvent,
	IdleReason,
	InvalidItemEvent,
	PageEvent,
	SpeculationEvent,
} from './pagination/client-event.ts';
export type {CombinedWalk} from './pagination/combine.ts';
export type {Difference, Differences} from './pagination/differences.ts';
export {type MergedItem, type MergeSummary, merge} from './pagination/merge.ts';
export type {EachOptions, MergeOptions} from './pagination/merge-options.ts';
export {paginate, paginatePages, type WalkArguments} from './pagination/paginate.ts';
export {type EachItem, type EachSummary, paginateEach} from './pagination/paginate-each.ts';
export {paginateRoomPages, paginateRooms} from './pagination/paginate-rooms.ts';
export {
	isPaginationError,
	PaginationError,
	type PaginationErrorFields,
} from './pagination/pagination-error.ts';
export type {Walk} from './pagination/walk.ts';
export type {InvalidItem, WalkOptions} from './pagination/walk-options.ts';
export type {WalkSummary} from './pagination/walk-pages.ts';
export type {FetchedResponse, FetchInit, FetchLike} from './transport/fetch-like.ts';
export type {RetryOptions, RetryPolicy} from './transport/retry-policy.ts';
export type {PaceOptions} from './transport/slots.ts';
export type {ThrottleOptions} from './transport/throttle.ts';
export type {
	FailureEvent,
	PauseEvent,
	RequestEvent,
	ResponseEvent,
	RetryEvent,
	TransportEvent,
} from './transport/transport-event.ts';
