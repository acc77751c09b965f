import * as E from 'fp-ts/lib/Either.js';
import {formOf, type Noun} from '../core/noun.ts';
import {isQuoted} from '../core/pasted-text.ts';

/** How a run that ended early is gone on with. */
export interface Continuation {
	/** The flags for it; undefined when there is nothing to go on from. */
	readonly flags: string | undefined;
	/** What starts anew where the server knows that place no more: words behind `start again`. */
	readonly anew: string;
	/** Items whose writing was under way: how many of them were taken, their taker alone knows. */
	readonly inDoubt: number;
}

/** A cursor begins with this, without its first slash: Git Bash would make a Windows path of it. */
const beginning = 'api/';

/** A cursor as its flag is given it. */
export const cursorOfFlag = (text: string): E.Either<string, string> => {
	if (/^[a-z]:[\\/]/i.test(text)) {
		return E.left('Git Bash has made a Windows path of it: leave the slash at its beginning out');
	}
	if (isQuoted(text)) return E.left('It has quotes that this shell leaves in: leave them out, or use double ones');
	return E.right(text.startsWith(beginning) ? `/${text}` : text);
};

/** What some shell reads inside double quotes; cmd.exe knows no single ones. */
const special = /["$`\\!]/;

/** A cursor as shells take it. */
export const resumeHint = (cursor: string): string => {
	const text = cursor.replace(/^\//, '');
	const quoted = special.test(text) ? `'${text.replaceAll("'", "'\\''")}'` : `"${text}"`;
	return `--resume-from ${quoted}`;
};

/** For standard output: from a cursor, if there is one. */
export const continuationAt = (cursor: string | undefined, inDoubt: number): Continuation => ({
	flags: cursor === undefined ? undefined : resumeHint(cursor),
	anew: 'without --resume-from',
	inDoubt,
});

/** `go on with …`, or `start again`. */
export const nextStep = ({flags, inDoubt}: Continuation, noun: Noun): string => {
	const step = flags === undefined ? 'start again' : `go on with ${flags}`;
	if (inDoubt === 0) return step;
	return `${step}; up to ${inDoubt} ${formOf(inDoubt, noun)} after these may have been written too, the last line perhaps not whole`;
};
