import {nodeModule} from '../environment.ts';
import type {ClientEvent} from '../pagination/client-event.ts';

/**
 * What the channel `signalwire-paginate` of `node:diagnostics_channel` carries: each event that `onEvent` is told, of
 * every client in the process. Holds no secrets.
 *
 * @example
 * subscribe('signalwire-paginate', message => {
 * 	const {baseUrl, event} = message as DiagnosticsMessage;
 * 	if (event.type === 'pause') console.log(`${baseUrl} asks for ${event.delay} ms of quiet`);
 * });
 */
export interface DiagnosticsMessage {
	/** The client's, without credentials. */
	readonly baseUrl: string;
	readonly event: ClientEvent;
}

/** Where there are no such channels, nobody can listen on one. */
const channels = nodeModule('node:diagnostics_channel') as typeof import('node:diagnostics_channel') | undefined;
const events = channels?.channel('signalwire-paginate');

/** Costs next to nothing while nobody listens. A subscriber that throws cannot disturb a walk: Node sees to that. */
export const publish = (baseUrl: string, event: ClientEvent): void => {
	if (events?.hasSubscribers) events.publish({baseUrl, event} satisfies DiagnosticsMessage);
};
