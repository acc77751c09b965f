/** More than this is given back. */
const largestKept = 2 ** 22;

/** What stands around texts, and between any two of them. */
interface Around {
	readonly before?: string;
	readonly between?: string;
	readonly behind?: string;
}

/** How texts become bytes: of `latin1` each code unit is one. */
type Encoding = 'latin1' | 'utf8';

/** Bytes that a code unit may take. */
const mostBytes: Readonly<Record<Encoding, number>> = {latin1: 1, utf8: 3};

/**
 * Puts texts side by side as bytes, each time in the same memory: new memory costs more than the copying. What it gives is
 * to be used before the next call.
 */
export const createJoinBytes = (encoding: Encoding) => {
	let memory = Buffer.alloc(0);
	const memoryFor = (bytes: number): Buffer => {
		if (bytes <= memory.length) return memory;
		const larger = Buffer.allocUnsafeSlow(bytes);
		if (bytes <= largestKept) memory = larger;
		return larger;
	};
	return (texts: readonly string[], {before = '', between = '', behind = ''}: Around): Buffer => {
		const units = texts.reduce((sum, {length}) => sum + length + between.length, before.length + behind.length);
		const bytes = memoryFor(units * mostBytes[encoding]);
		let at = 0;
		const add = (text: string) => {
			at += bytes.write(text, at, encoding);
		};
		add(before);
		for (const [place, text] of texts.entries()) {
			if (place > 0) add(between);
			add(text);
		}
		add(behind);
		return bytes.subarray(0, at);
	};
};
