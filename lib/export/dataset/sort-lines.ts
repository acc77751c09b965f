import {join} from 'node:path';
import {files} from '../files/files.ts';
import {writeAll} from '../files/write-all.ts';
import {linesIn} from '../formats/spool.ts';

/** A line, and what it is sorted by. */
interface Line {
	readonly key: string;
	readonly rest: string;
}

/** Characters of lines that are sorted in memory at a time. */
const usualPiece = 2 ** 23;

/** Pieces of about one size that become one: each is a file that is open when they are merged. */
const mostPieces = 32;

/** Lines that are written at a time. */
const linesOfWrite = 1000;

const lineOf = (text: string): Line => {
	const end = text.indexOf('\t');
	return {key: text.slice(0, end), rest: text.slice(end + 1)};
};

const sorted = (lines: Line[]): Line[] =>
	lines.sort((one, other) => (one.key < other.key ? -1 : one.key > other.key ? 1 : 0));

const spill = async (path: string, lines: Iterable<Line> | AsyncIterable<Line>): Promise<void> => {
	const file = await files.create(path);
	let position = 0;
	let texts: string[] = [];
	const write = async () => {
		const data = Buffer.from(texts.join(''));
		texts = [];
		await writeAll(file, data, position);
		position += data.length;
	};
	try {
		for await (const {key, rest} of lines) {
			texts.push(`${key}\t${rest}\n`);
			if (texts.length === linesOfWrite) await write();
		}
		await write();
	} finally {
		await file.close();
	}
};

/** Lines of a file, one at a time. */
class LineReader {
	readonly #batches: AsyncGenerator<readonly string[]>;
	#batch: readonly string[] = [];
	#place = 0;
	/** Undefined behind the last one. */
	next: Line | undefined;

	constructor(path: string) {
		this.#batches = linesIn(path);
	}

	async advance(): Promise<void> {
		while (this.#place >= this.#batch.length) {
			const {done, value} = await this.#batches.next();
			if (done) {
				this.next = undefined;
				return;
			}
			this.#batch = value;
			this.#place = 0;
		}
		this.next = lineOf(this.#batch[this.#place++] ?? '');
	}

	close = () => this.#batches.return(undefined);
}

/** Of the readers with the least key, the first: what came first in the file stays first. */
const leastOf = (readers: readonly LineReader[]): LineReader | undefined =>
	readers.reduce<LineReader | undefined>((least, reader) => {
		if (reader.next === undefined) return least;
		return least?.next === undefined || reader.next.key < least.next.key ? reader : least;
	}, undefined);

async function* merged(paths: readonly string[]): AsyncGenerator<Line> {
	const readers = paths.map(path => new LineReader(path));
	try {
		for (const reader of readers) await reader.advance();
		for (let least = leastOf(readers); least !== undefined; least = leastOf(readers)) {
			const key = least.next?.key;
			while (least.next !== undefined && least.next.key === key) {
				yield least.next;
				await least.advance();
			}
		}
	} finally {
		for (const reader of readers) await reader.close();
	}
}

/** Sorted pieces of a file that are put aside, in the order of the file. */
class Pieces {
	readonly #folder: string;
	/** Those of each tier were merged from so many of the tier before, which came later: a line is merged once for each tier. */
	readonly #tiers: string[][] = [];
	#made = 0;

	constructor(folder: string) {
		this.#folder = folder;
	}

	get count(): number {
		return this.#made;
	}

	#newPath(): string {
		return join(this.#folder, `sorted-${this.#made++}`);
	}

	async add(lines: readonly Line[]): Promise<void> {
		const path = this.#newPath();
		await spill(path, lines);
		await this.#keep(path, 0);
	}

	async #keep(path: string, tier: number): Promise<void> {
		this.#tiers[tier] ??= [];
		const paths = this.#tiers[tier];
		paths.push(path);
		if (paths.length < mostPieces) return;
		const one = this.#newPath();
		await spill(one, merged(paths));
		for (const merging of paths.splice(0)) await files.remove(merging);
		await this.#keep(one, tier + 1);
	}

	merged(): AsyncGenerator<Line> {
		return merged([...this.#tiers].reverse().flat());
	}
}

/**
 * The lines of a file, sorted by what stands in front of the first tab; those with the same keep their order. Memory: one
 * piece, or a buffer for each piece that was put aside, whatever the number of lines and keys.
 * @param folder where sorted pieces are put that do not fit into memory together
 */
export async function* sortLines(path: string, folder: string, piece = usualPiece): AsyncGenerator<Line> {
	const pieces = new Pieces(folder);
	let lines: Line[] = [];
	let characters = 0;
	for await (const batch of linesIn(path)) {
		for (const text of batch) {
			lines.push(lineOf(text));
			characters += text.length;
		}
		if (characters < piece) continue;
		await pieces.add(sorted(lines));
		lines = [];
		characters = 0;
	}
	if (pieces.count === 0) {
		yield* sorted(lines);
		return;
	}
	await pieces.add(sorted(lines));
	lines = [];
	yield* pieces.merged();
}
