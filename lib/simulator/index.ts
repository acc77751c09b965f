export {
	type Fault,
	type FaultAction,
	type FaultFunction,
	type FaultRequest,
	type FaultTrigger,
	faultNames,
	faultSummaries,
	type SimulatedPage,
} from './fault.ts';
export type {LinkStyle} from './list-query.ts';
export {demoApiToken, demoProjectId, type ScheduledChange, type SimulatorOptions} from './options.ts';
export type {LinkForm} from './page-links.ts';
export {type ParsedFault, parseFault} from './parse-fault.ts';
export type {PopulationChange} from './population.ts';
export type {RateLimit} from './rate-limiter.ts';
export type {RequestRecord} from './request-log.ts';
export type {OmittedLink} from './rooms-page.ts';
export type {SimulatedRoom, SimulatedSession} from './simulated-room.ts';
export type {RoomsQuery, Simulator, SimulatorStatistics} from './simulator.ts';
export {startSimulator} from './start-simulator.ts';
