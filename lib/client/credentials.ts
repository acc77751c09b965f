import * as E from 'fp-ts/lib/Either.js';
import {type InvalidInput, invalidInput} from '../core/api-error.ts';
import {flawOfPasted} from '../core/pasted-text.ts';
import {isWellFormed} from '../core/well-formed.ts';
import type {Environment} from '../environment.ts';

/** Servers refuse longer headers, in ways that tell nothing of the reason. */
const longestCredential = 4096;
/** SignalWire's own are `PT` and some 40 digits; its project IDs are UUIDs. */
const apiTokenShape = /^PT[\da-f]{30,}$/i;

const refuse = (message: string): E.Either<InvalidInput, never> => E.left(invalidInput(message));

/** Basic authentication cannot carry a colon in the user, nor control characters anywhere (RFC 7617). */
export const readCredential = (
	option: 'projectId' | 'apiToken' | 'subscriberToken',
	given: unknown,
	variable: keyof Environment,
	environment: Environment,
): E.Either<InvalidInput, string> => {
	const value = given === undefined ? environment[variable] : given;
	if (value === undefined || value === '') return refuse(`No ${option}: pass ${option}, or set ${variable}.`);
	const name = given === undefined ? variable : option;
	if (typeof value !== 'string') {
		return refuse(`${option} must be a string, got ${value === null ? 'null' : typeof value}.`);
	}
	if (value.length > longestCredential) {
		return refuse(`${name} is longer than 4,096 characters, which none is. Copy it again, and nothing else.`);
	}
	const flaw = flawOfPasted(value);
	if (flaw !== undefined) return refuse(`${name} ${flaw}.`);
	if (/[\p{Cc}\s]/u.test(value)) {
		return refuse(`${name} holds white space or a line break. Was it read from a file? Trim it.`);
	}
	if (/\p{Cf}/u.test(value)) return refuse(`${name} holds a character that cannot be seen. Copy it again.`);
	// A lone surrogate has no UTF-8, so it could not be sent, nor be recognized in a message.
	if (!isWellFormed(value)) return refuse(`${name} holds half a character. Was it cut off? Copy it again.`);
	// A token in its place would not be hidden: a project ID is no secret.
	if (option === 'projectId' && apiTokenShape.test(value)) {
		return refuse(`${name} looks like an API token; check whether the two are swapped.`);
	}
	if (option === 'projectId' && value.includes(':')) return refuse('projectId must not hold a colon.');
	return E.right(value);
};

/** Most clients need none. */
export const readSubscriberToken = (
	given: unknown,
	environment: Environment,
): E.Either<InvalidInput, string | undefined> =>
	given === undefined && !environment.SIGNALWIRE_SUBSCRIBER_TOKEN
		? E.right(undefined)
		: readCredential('subscriberToken', given, 'SIGNALWIRE_SUBSCRIBER_TOKEN', environment);
