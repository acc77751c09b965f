import type {Piece} from './sent-bytes.ts';

/** More than this is given back. */
const largestKept = 2 ** 22;

/** Memory for so many bytes, the same each time: new memory costs more than what is done in it. */
const createMemory = (): ((bytes: number) => Buffer) => {
	let memory = Buffer.alloc(0);
	return bytes => {
		if (bytes <= memory.length) return memory;
		const larger = Buffer.allocUnsafeSlow(bytes);
		if (bytes <= largestKept) memory = larger;
		return larger;
	};
};

/** Bytes that a code unit may take. */
const mostBytes = 3;

/** Puts lines one below the other, as UTF-8. What it gives is to be used before the next call. */
export const createJoinLines = (lineEnd: string): ((lines: readonly string[]) => Buffer) => {
	const memoryFor = createMemory();
	const ending = Buffer.from(lineEnd, 'utf8');
	return lines => {
		const bytes = memoryFor(lines.reduce((sum, {length}) => sum + length * mostBytes + ending.length, 0));
		let at = 0;
		for (const line of lines) {
			at += bytes.write(line, at, 'utf8');
			for (const byte of ending) bytes[at++] = byte;
		}
		return bytes.subarray(0, at);
	};
};

/**
 * Puts pieces of bodies side by side, with other bytes between any two of them. Neighbours in a body are copied together,
 * with what stands between them there, where that is as long. What it gives is to be used before the next call.
 */
export const createJoinPieces = (between: string) => {
	const memoryFor = createMemory();
	const separator = Buffer.from(between, 'utf8');
	return (before: string, pieces: readonly Piece[], behind: string): Buffer => {
		const [head, tail] = [Buffer.from(before, 'utf8'), Buffer.from(behind, 'utf8')];
		const size = pieces.reduce((sum, {from, to}) => sum + to - from + separator.length, head.length + tail.length);
		const bytes = memoryFor(size);
		let at = head.copy(bytes);
		let begin = pieces[0]?.from ?? 0;
		for (const [place, {body, to}] of pieces.entries()) {
			const next = pieces[place + 1];
			if (next?.body === body && next.from - to === separator.length) continue;
			at += body.copy(bytes, at, begin, to) + separator.length;
			begin = next?.from ?? 0;
		}
		// Over what was copied with neighbours, too: it is as long, and may be something else.
		at = head.length;
		for (const {from, to} of pieces) {
			at += to - from;
			for (const byte of separator) bytes[at++] = byte;
		}
		if (pieces.length > 0) at -= separator.length;
		return bytes.subarray(0, at + tail.copy(bytes, at));
	};
};
