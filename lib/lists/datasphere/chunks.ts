import * as t from 'io-ts';
import {type List, list} from '../../core/list.ts';
import {openStringEnum} from '../../core/open-enum.ts';
import {pathParameter, textParameter} from '../../core/parameter.ts';
import type {QueryOf} from '../../core/query-codec.ts';
import {timestamp, uuid} from '../../core/scalars.ts';
import {type PagingQuery, paging} from '../paging.ts';

const datasphereChunkCodec = t.type(
	{
		/** The chunk, a UUID. */
		id: uuid,
		/** The document, a UUID. */
		datasphere_document_id: uuid,
		/** The project that it belongs to, a UUID. */
		project_id: uuid,
		/** How far it is. */
		status: openStringEnum('submitted', 'in_progress', 'completed', 'failed'),
		/** What you marked it with. */
		tags: t.array(t.string),
		/** The text of the chunk. */
		content: t.string,
		/** When it was made, RFC 3339. */
		created_at: timestamp,
		/** When it was last changed, RFC 3339. */
		updated_at: timestamp,
	},
	'DatasphereChunk',
);

/** A chunk of a document of DataSphere, exactly as SignalWire sent it. */
export interface DatasphereChunk extends t.TypeOf<typeof datasphereChunkCodec> {}

const query = {
	/** The ID of the document, a UUID. */
	documentId: pathParameter(textParameter('the ID of the document')),
};

/** What `GET /api/datasphere/documents/{documentId}/chunks` can be asked. */
export interface DatasphereChunksQuery extends QueryOf<typeof query>, PagingQuery {}

/** `GET /api/datasphere/documents/{documentId}/chunks` as data. */
export const datasphereChunks: List<DatasphereChunksQuery, DatasphereChunk> = list({
	name: 'datasphere_chunks',
	path: '/api/datasphere/documents/{documentId}/chunks',
	scope: 'DataSphere',
	query: {...query, ...paging},
	item: datasphereChunkCodec,
});
