import {createReadStream} from 'node:fs';
import {parseExactly} from '../../core/exact-json.ts';
import {notAsLeft} from '../destination-failure.ts';

/** A line that this export wrote is JSON; any other was written by somebody else meanwhile. */
const itemOf = (line: string, path: string): unknown => {
	try {
		return parseExactly(line);
	} catch {
		throw notAsLeft('partial file', path);
	}
};

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

/** What was written, some items at a time. */
export async function* itemsIn(path: string): AsyncGenerator<readonly unknown[]> {
	for await (const lines of linesIn(path)) yield lines.map(line => itemOf(line, path));
}
