import {promisify} from 'node:util';
import {gzip} from 'node:zlib';
import {notAsLeft} from './destination-failure.ts';
import {files, type OpenFile} from './files/files.ts';
import type {OpenSink, Sink, SinkContext} from './format.ts';
import {piecesOf, RunningDigest} from './running-digest.ts';
import {writeAll} from './write-all.ts';

/** A format that is written from front to back. */
export interface TextFormat {
	/** @param rows how many rows stand before these */
	readonly page: (items: readonly unknown[], rows: number) => string;
	/** What follows the last of so many rows. */
	readonly end: (rows: number) => string;
}

const compress = promisify(gzip);

/** Opens the partial file, and reads what there is of it: it must be what was written. */
const openPartial = async ({partial, bytes, mark}: SinkContext, digest: RunningDigest): Promise<OpenFile> => {
	if (bytes === 0) {
		// Made anew rather than emptied, so that nothing else that has this name is written into.
		await files.remove(partial);
		return files.create(partial);
	}
	const file = await files.reopen(partial);
	try {
		for await (const piece of piecesOf(file, bytes)) digest.add(piece);
		if (digest.text !== mark) throw notAsLeft('partial file', partial);
		return file;
	} catch (error) {
		await file.close();
		throw error;
	}
};

/**
 * Appends pages to a file. Compressed, each page is a gzip member of its own: the file is still one valid gzip file, and
 * it can be cut after any page and continued.
 */
export const openTextSink =
	(createFormat: (context: SinkContext) => TextFormat): OpenSink =>
	async context => {
		const format = createFormat(context);
		const digest = new RunningDigest();
		const file = await openPartial(context, digest);
		let {bytes, rows} = context;

		const append = async (text: string): Promise<void> => {
			if (text === '') return;
			const data = context.settings.gzip ? await compress(text) : Buffer.from(text, 'utf8');
			digest.add(data);
			await writeAll(file, data, bytes);
			bytes += data.length;
		};

		const sink: Sink = {
			write: async items => {
				await append(format.page(items, rows));
				rows += items.length;
			},
			flush: async () => {
				await file.datasync();
				return {bytes, mark: digest.text};
			},
			finish: async () => {
				await append(format.end(rows));
				// Whatever a crash left behind the last durable page; until now it did no harm.
				await file.truncate(bytes);
				// An empty compressed file would not be a gzip file.
				if (bytes === 0 && context.settings.gzip) await writeAll(file, await compress(''), 0);
				await file.sync();
				return context.partial;
			},
			close: () => file.close().catch(() => {}),
		};
		return sink;
	};
