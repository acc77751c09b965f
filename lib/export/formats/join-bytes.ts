import type {ByteText} from './sent-bytes.ts';

/** More than this is given back. */
const largestKept = 2 ** 22;

/** What stands around texts, and between any two of them. */
interface Around {
	readonly before?: string;
	readonly between: string;
	readonly behind?: string;
}

/**
 * Puts texts side by side as bytes, each time in the same memory: new memory costs more than the copying. What it gives is
 * to be used before the next call.
 */
export const createJoinBytes = () => {
	let memory = Buffer.alloc(0);
	const memoryFor = (bytes: number): Buffer => {
		if (bytes <= memory.length) return memory;
		const larger = Buffer.allocUnsafeSlow(bytes);
		if (bytes <= largestKept) memory = larger;
		return larger;
	};
	return (texts: readonly ByteText[], {before = '', between, behind = ''}: Around): Buffer => {
		const most = texts.reduce((sum, {length}) => sum + length + between.length, before.length + behind.length);
		const bytes = memoryFor(most);
		let at = 0;
		const add = (text: ByteText) => {
			at += bytes.write(text, at, 'latin1');
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
