import type {Option} from '../../core/option.ts';
import type {Environment} from '../../environment.ts';
import {connectionOptions} from '../connection.ts';
import type {FlagsOf} from '../flags.ts';
import type {Setting} from './facts.ts';

/** The flags of the connection, as they were given. */
export type ConnectionFlags = FlagsOf<typeof connectionOptions>;

/** What may be shown of the settings, once they have been checked: unchecked, a token may stand in any of them. */
export interface Shown {
	readonly origin: string | undefined;
	readonly projectId: string | undefined;
}

type Source = keyof typeof connectionOptions | keyof Environment;

/** Of a project ID, which is no secret, but nobody else's business either. */
const shownLength = 8;

const uuid = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** Of what is no UUID nothing is shown: it may be the token, or another secret. */
const shorten = (id = ''): string | undefined => (uuid.test(id) ? `${id.slice(0, shownLength)}…` : undefined);

/** SignalWire's tokens begin like this, and UUIDs cannot. */
const isToken = (id = ''): boolean => /^PT/i.test(id.trim());

/** Which of the sources is set: the first one counts. */
const sourceOf = (sources: readonly Source[], flags: ConnectionFlags, environment: Environment): string | undefined => {
	for (const name of sources) {
		if (!Object.hasOwn(connectionOptions, name)) {
			if (Reflect.get(environment, name)) return name;
			continue;
		}
		const {flag}: Option<unknown, unknown> = connectionOptions[name as keyof typeof connectionOptions];
		if (Reflect.get(flags, name) !== undefined) return flag?.[0].split(' ')[0];
	}
	return undefined;
};

/** Where each setting comes from. Never a token. */
export const settingsOf = (flags: ConnectionFlags, environment: Environment, shown: Shown): readonly Setting[] => {
	if (flags.demo !== undefined) return [{name: 'space', from: '--demo', shown: shown.origin}];
	const setting = (name: string, sources: readonly Source[], text?: string): Setting => ({
		name,
		from: sourceOf(sources, flags, environment),
		shown: text,
	});
	return [
		setting('space', ['space', 'baseUrl', 'SIGNALWIRE_SPACE'], shown.origin),
		{
			...setting('project ID', ['projectId', 'SIGNALWIRE_PROJECT_ID'], shorten(shown.projectId)),
			isToken: isToken(flags.projectId ?? environment.SIGNALWIRE_PROJECT_ID),
		},
		setting('API token', ['tokenFile', 'SIGNALWIRE_API_TOKEN']),
		setting("subscriber's token", ['subscriberTokenFile', 'SIGNALWIRE_SUBSCRIBER_TOKEN']),
	];
};
