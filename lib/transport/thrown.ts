import {showValue} from '../core/decode-reasons.ts';
import {printable} from '../core/printable.ts';

/** What fetch or the reading of a body threw, looked at by shape: errors of other realms are not `instanceof Error`. */
const property = (value: unknown, name: 'cause' | 'code' | 'errors' | 'message' | 'name'): unknown =>
	typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;

const deepest = 5;
/** Of several errors at once, such as one for each address of a name. */
const mostErrors = 4;
const longestWords = 400;

/** An error and its causes, the outermost first. Native fetch wraps what happened, once or twice. */
const chainOf = (thrown: unknown): readonly unknown[] => {
	const chain = [thrown];
	for (let cause = property(thrown, 'cause'); cause !== undefined && chain.length <= deepest; ) {
		chain.push(cause);
		cause = property(cause, 'cause');
	}
	return chain;
};

/** The errors of an `AggregateError`. */
const errorsOf = (error: unknown): readonly unknown[] => {
	const errors = property(error, 'errors');
	return Array.isArray(errors) ? errors : [];
};

/** The system's or the runtime's code for what was thrown, when it has one: the innermost says most. */
export const codeOf = (thrown: unknown, depth = 0): string | undefined => {
	for (const error of [...chainOf(thrown)].reverse()) {
		const code = property(error, 'code');
		if (typeof code === 'string') return code;
		const codes = depth < deepest ? errorsOf(error).map(one => codeOf(one, depth + 1)) : [];
		const first = codes.find(one => one !== undefined);
		if (first !== undefined) return first;
	}
	return undefined;
};

/** The error's own words, and those of the errors that it stands for. */
const textOf = (error: unknown, depth: number): string => {
	const message = property(error, 'message') ?? error;
	const own = typeof message === 'string' ? message.slice(0, longestWords).trim() : showValue(error);
	const all = depth < deepest ? errorsOf(error) : [];
	if (all.length === 0) return own;
	const each = all.slice(0, mostErrors).map(one => wordsAt(one, depth + 1));
	const more = all.length > mostErrors ? [`and ${all.length - mostErrors} more`] : [];
	return [own, [...each, ...more].join('; ')].filter(part => part !== '').join(': ');
};

const wordsAt = (thrown: unknown, depth: number): string => {
	const code = codeOf(thrown);
	// What is said without any words, as of an answer of 407 on some versions of Node, is said by what is around it.
	const texts = [...chainOf(thrown)].reverse().map(error => textOf(error, depth));
	const text = (texts[0] === '' && code === undefined ? texts.find(one => one !== '') : texts[0]) ?? '';
	return code === undefined || text.includes(code) ? text : [code, text].filter(part => part !== '').join(': ');
};

/** Code and words of what was thrown, on one line. */
export const wordsOf = (thrown: unknown): string => printable(wordsAt(thrown, 0).slice(0, longestWords));

/** Whether somebody else's time-out ended it: undici has codes for its own, others a name. */
export const isTimeout = (thrown: unknown): boolean =>
	/^UND_ERR_(CONNECT|HEADERS|BODY)_TIMEOUT$/.test(codeOf(thrown) ?? '') ||
	chainOf(thrown).some(error => property(error, 'name') === 'TimeoutError');
