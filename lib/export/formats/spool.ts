import {createReadStream} from 'node:fs';

/** The lines of a file, some at a time. Not by `readline`, which also splits at U+2028, and JSON has that in texts. */
export async function* linesIn(path: string): AsyncGenerator<readonly string[]> {
	let rest = '';
	for await (const chunk of createReadStream(path, 'utf8')) {
		// A line of many chunks is looked through once, not with each of them.
		const end = chunk.lastIndexOf('\n');
		if (end >= 0) yield (rest + chunk.slice(0, end)).split('\n');
		rest = end >= 0 ? chunk.slice(end + 1) : rest + chunk;
	}
}
