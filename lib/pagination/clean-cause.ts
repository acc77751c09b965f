import {printable} from '../core/printable.ts';
import type {Redact} from '../redact/secrets.ts';

const deepest = 5;
const mostErrors = 10;

const textOf = (value: unknown, name: string, clean: Redact): string | undefined => {
	const text: unknown = Reflect.get(Object(value), name);
	return typeof text === 'string' ? clean(text) : undefined;
};

/**
 * What made an error happen, as far as it is safe to show: name, message, code and stack, without secrets, and its own
 * causes. A foreign error may hold the whole request, headers included; nothing else of it is kept.
 */
export const cleanCause = (cause: unknown, redact: Redact, depth = 1): Error | undefined => {
	const clean: Redact = text => redact(text).split('\n').map(printable).join('\n');
	const message = textOf(cause, 'message', clean) ?? (typeof cause === 'string' ? clean(cause) : undefined);
	if (message === undefined || depth > deepest) return undefined;
	const below = cleanCause(Reflect.get(Object(cause), 'cause'), redact, depth + 1);
	const listed: unknown = Reflect.get(Object(cause), 'errors');
	const errors = Array.isArray(listed)
		? listed.slice(0, mostErrors).flatMap(error => cleanCause(error, redact, depth + 1) ?? [])
		: undefined;
	const options = below && {cause: below};
	const copy = errors === undefined ? new Error(message, options) : new AggregateError(errors, message, options);
	for (const name of ['name', 'stack', 'code']) {
		const value = textOf(cause, name, clean);
		if (value === undefined) continue;
		Object.defineProperty(copy, name, {value, enumerable: name === 'code', configurable: true, writable: true});
	}
	return copy;
};
