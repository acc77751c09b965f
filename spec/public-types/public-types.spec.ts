import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {beforeAll, describe, expect, it} from '@jest/globals';
import {runChild} from '../support/child.ts';

interface PublicTypes {
	/** What each entry exports, as text. */
	readonly snapshot: string;
	/** For each entry what an editor says of `Type.member`; nothing where that is lost on the way to the declarations. */
	readonly docs: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

let types: PublicTypes;
beforeAll(async () => {
	const {exitCode, stdout, stderr} = await runChild(process.execPath, [join(import.meta.dirname, 'read.mjs')]);
	// TypeScript writes to standard error also when it is told to end.
	if (exitCode !== 0) throw new Error(stderr);
	types = JSON.parse(stdout);
});

it('the public types are those of the snapshot, which `npm run types:snapshot` writes anew', () => {
	expect(types.snapshot).toBe(readFileSync(join(import.meta.dirname, 'snapshot.txt'), 'utf8'));
});

describe('in the declarations, where an editor looks', () => {
	it('every field of an item, a query, an option and an error says what it is', () => {
		const items = Array.from(types.snapshot.matchAll(/^const \w+: List<\w+, (\w+)>;$/gm), ([, item]) => item);
		const explained = new RegExp(`^(\\w*(Options|Query|Policy|Session|Error)|${items.join('|')})\\.`);
		// What the simulator sends is not documented again.
		const docs = Object.entries(types.docs).flatMap(([entry, members]) =>
			Object.entries(members).filter(([name]) => (entry.endsWith('/simulator') ? /Options\./ : explained).test(name)),
		);
		expect(docs.map(([member]) => member)).toEqual(
			expect.arrayContaining(['Room.layout', 'ActiveSession.duration', 'RoomsQuery.page_size', 'WalkOptions.maxItems']),
		);
		expect(docs.filter(([, text]) => text === '')).toEqual([]);
	});

	it('every kind of error is explained, each in a line of its own', () => {
		const kinds = /^type PaginationErrorKind = (.+);$/m.exec(types.snapshot)?.[1]?.match(/[\w-]+/g);
		const lines = types.docs['signalwire-paginate']?.['PaginationError.kind']?.split('\n') ?? [];
		expect(lines.map(line => /^- `([\w-]+)`: .{4}/.exec(line)?.[1]).sort()).toEqual(kinds);
	});
});
