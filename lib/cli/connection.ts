import {readFile} from 'node:fs/promises';
import {text} from 'node:stream/consumers';
import {type ClientOptions, clientOptions} from '../client/client-options.ts';
import * as option from '../core/option.ts';
import {simulatorOptions} from '../simulator/options.ts';
import {CommandFailed, exitCodes} from './exit-codes.ts';
import type {FlagsOf} from './flags.ts';
import type {Surroundings} from './surroundings.ts';

const {space, baseUrl, projectId, apiToken, subscriberToken, ...others} = clientOptions;
/** Known only to be refused, without being shown. */
const refused = (hiddenFlag: string) => option.unchecked<unknown>({hiddenFlag});

/** The options that say where the items are. */
export const connectionOptions = {
	space,
	baseUrl,
	projectId,
	tokenFile: option.unchecked<string>({
		flag: ['--token-file <file>', 'read the API token from this file; - reads standard input'],
	}),
	subscriberTokenFile: option.unchecked<string>({
		flag: ['--subscriber-token-file <file>', "read the subscriber's token from this file; - reads standard input"],
	}),
	demo: option.custom<number | true>({
		...simulatorOptions.rooms,
		flag: ['--demo [number]', 'list so many simulated items instead, no account needed'],
	}),
	...others,
	token: refused('--token [value]'),
	apiToken: refused('--api-token [value]'),
	subscriberToken: refused('--subscriber-token [value]'),
};

type ConnectionFlags = FlagsOf<typeof connectionOptions>;

export type Connection = Pick<ClientOptions, 'space' | 'baseUrl' | 'projectId' | 'apiToken' | 'subscriberToken'>;

/** A file that holds a token, and the flag that names it. */
interface TokenFile {
	readonly path: string;
	readonly flag: string;
	/** What it is called in messages. */
	readonly name: string;
}

/** Of a token that is not alone nothing is shown. */
const checkToken = (token: string, {path, name}: TokenFile): string => {
	const where = path === '-' ? 'standard input' : name;
	const refuse = (what: string): never => {
		throw new CommandFailed(exitCodes.usage, `${where} holds more than ${what}; it must hold the token alone.`);
	};
	if (token === '') {
		throw new CommandFailed(exitCodes.authentication, `${where} is empty; it must hold the token alone.`);
	}
	// Bytes that are no UTF-8 were read as U+FFFD.
	if (/[^\P{Cc}\r\n\t]|\ufffd/u.test(token)) return refuse('text');
	return /[\r\n]/.test(token) ? refuse('one line') : token;
};

const readToken = async (file: TokenFile, {stdin}: Surroundings): Promise<string> => {
	const {path, flag, name} = file;
	let read: string;
	try {
		read = path === '-' ? await text(stdin) : await readFile(path, 'utf8');
	} catch (error) {
		// Without the path: whoever takes the flag for --token passes the token itself.
		const code = Reflect.get(Object(error), 'code') ?? 'unreadable';
		throw new CommandFailed(exitCodes.usage, `cannot read ${name} (${code}); check ${flag}.`);
	}
	return checkToken(read.trim(), file);
};

const onCommandLine = (variable: string, flag: string): string =>
	`a token on the command line would be seen by every user of this machine; set ${variable}, or use ${flag} FILE or ${flag} - (standard input).`;

/** Refuses flags that contradict each other, and a token on the command line, without repeating it. */
export const checkConnectionFlags = ({
	token,
	apiToken,
	subscriberToken,
	demo,
	space,
	baseUrl,
	projectId,
	tokenFile,
	subscriberTokenFile,
	rebaseLinks,
}: ConnectionFlags): void => {
	if (subscriberToken !== undefined) {
		throw new CommandFailed(exitCodes.usage, onCommandLine('SIGNALWIRE_SUBSCRIBER_TOKEN', '--subscriber-token-file'));
	}
	if (token !== undefined || apiToken !== undefined) {
		throw new CommandFailed(exitCodes.usage, onCommandLine('SIGNALWIRE_API_TOKEN', '--token-file'));
	}
	if (space !== undefined && baseUrl !== undefined) {
		throw new CommandFailed(exitCodes.usage, 'use --space or --base-url, not both.');
	}
	const connecting = [space, baseUrl, projectId, tokenFile, subscriberTokenFile, rebaseLinks];
	if (demo !== undefined && connecting.some(flag => flag !== undefined)) {
		throw new CommandFailed(
			exitCodes.usage,
			'--demo brings its own space and credentials; leave the other connection flags out.',
		);
	}
};

/** Undefined where there is none; most lists need none. */
const readSubscriberToken = async (
	{tokenFile, subscriberTokenFile: path}: ConnectionFlags,
	surroundings: Surroundings,
): Promise<string | undefined> => {
	if (path === undefined) return surroundings.environment.SIGNALWIRE_SUBSCRIBER_TOKEN;
	if (path === '-' && tokenFile === '-') {
		throw new CommandFailed(exitCodes.usage, 'standard input holds one token: name a file for the other one.');
	}
	return readToken({path, flag: '--subscriber-token-file', name: "the file of the subscriber's token"}, surroundings);
};

/** Where to connect, from flags first and the environment second. The token never comes from a flag. */
export const readConnection = async (flags: ConnectionFlags, surroundings: Surroundings): Promise<Connection> => {
	const {environment} = surroundings;
	const space = flags.space ?? (flags.baseUrl === undefined ? environment.SIGNALWIRE_SPACE : undefined);
	if (!space && flags.baseUrl === undefined) {
		throw new CommandFailed(
			exitCodes.usage,
			'no space: use --space NAME, set SIGNALWIRE_SPACE, or try --demo, which needs no account.',
		);
	}
	const projectId = flags.projectId ?? environment.SIGNALWIRE_PROJECT_ID;
	const apiToken =
		flags.tokenFile === undefined
			? environment.SIGNALWIRE_API_TOKEN
			: await readToken({path: flags.tokenFile, flag: '--token-file', name: 'the token file'}, surroundings);
	if (!projectId || !apiToken) {
		throw new CommandFailed(
			exitCodes.authentication,
			'no credentials: set SIGNALWIRE_PROJECT_ID and SIGNALWIRE_API_TOKEN, or use --project-id ID and --token-file FILE, or try --demo.',
		);
	}
	const subscriberToken = await readSubscriberToken(flags, surroundings);
	return {space, baseUrl: flags.baseUrl, projectId, apiToken, subscriberToken};
};
