import type {RequestDescriptor} from '../core/request-descriptor.ts';
import type {ClientEvent, IdleReason, SpeculationEvent} from './client-event.ts';

/** What is to be told of guesses: at the walk's own steps, so that what a listener throws fails the walk. */
export interface GuessNews {
	readonly note: (request: RequestDescriptor, outcome: SpeculationEvent['outcome']) => void;
	/** Why nothing is guessed from a page on; undefined where something is. Not repeated while it stays. */
	readonly idle: (request: RequestDescriptor, page: number, reason: IdleReason | undefined) => void;
	readonly tell: () => void;
}

export const createGuessNews = (onEvent: (event: ClientEvent) => void): GuessNews => {
	const untold: ClientEvent[] = [];
	let last: IdleReason | undefined;
	return {
		note: (request, outcome) => {
			untold.push({type: 'speculation', request, outcome});
		},
		idle: (request, page, reason) => {
			if (reason !== undefined && reason !== last) untold.push({type: 'idle', request, page, reason});
			last = reason;
		},
		tell: () => {
			for (const event of untold.splice(0)) onEvent(event);
		},
	};
};
