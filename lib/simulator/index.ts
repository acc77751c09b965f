/**
 * A SignalWire of one's own, for tests: `startSimulator` serves every list by HTTP, with faults on demand.
 *
 * @module
 */

export type {AnyList} from '../core/list.ts';
export type {RateLimit, ScheduledChange} from './compound-options.ts';
export {
	type Fault,
	type FaultAction,
	type FaultFunction,
	type FaultRequest,
	type FaultTrigger,
	faultNames,
	faultSummaries,
	type HtmlFault,
	type LoopFault,
	type NamedFaultAction,
	type PlainFault,
	type RespondFault,
	type RewriteFault,
	type SimulatedPage,
	type SlowFault,
	type StatusFault,
} from './faults/fault.ts';
export {type ParsedFault, parseFault} from './faults/parse-fault.ts';
export type {Credentials} from './http/credentials.ts';
export type {RequestRecord} from './http/request-log.ts';
export {demoApiToken, demoProjectId, demoSubscriberToken, type SimulatorOptions} from './options.ts';
export type {OmittedLink} from './paging/answer-page.ts';
export type {LinkStyle} from './paging/list-terms.ts';
export type {LinkForm, PageLinks} from './paging/page-links.ts';
export type {PopulationChange} from './population/population.ts';
export type {SimulatedRoom, SimulatedSession} from './rooms/simulated-room.ts';
export type {RoomsQuery, Simulator, SimulatorStatistics} from './simulator.ts';
export {startSimulator} from './start-simulator.ts';
