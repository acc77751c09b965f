import {type FileHandle, open} from 'node:fs/promises';
import {promisify} from 'node:util';
import {gzip} from 'node:zlib';
import type {OpenSink, Sink, SinkContext} from './format.ts';

/** A format that is written from front to back. */
export interface TextFormat {
	/** @param rows how many rows stand before these */
	readonly page: (items: readonly unknown[], rows: number) => string;
	/** What follows the last of so many rows. */
	readonly end: (rows: number) => string;
}

const compress = promisify(gzip);

/** Opens the partial file and cuts off what a crash left behind the last durable page. */
const openPartial = async ({partial, bytes}: SinkContext): Promise<FileHandle> => {
	// Never through an existing link or file by mistake: a new partial file is made exclusively.
	const file = await open(partial, bytes === 0 ? 'w' : 'r+');
	await file.truncate(bytes);
	return file;
};

/**
 * Appends pages to a file. Compressed, each page is a gzip member of its own: the file is still one valid gzip file, and
 * it can be cut after any page and continued.
 */
export const openTextSink =
	(createFormat: (context: SinkContext) => TextFormat): OpenSink =>
	async context => {
		const format = createFormat(context);
		const file = await openPartial(context);
		let {bytes, rows} = context;

		const append = async (text: string): Promise<void> => {
			if (text === '') return;
			const data = context.settings.gzip ? await compress(text) : Buffer.from(text, 'utf8');
			for (let written = 0; written < data.length; ) {
				const {bytesWritten} = await file.write(data, written, data.length - written, bytes);
				written += bytesWritten;
				bytes += bytesWritten;
			}
		};

		const sink: Sink = {
			write: async items => {
				await append(format.page(items, rows));
				rows += items.length;
			},
			flush: async () => {
				await file.datasync();
				return bytes;
			},
			finish: async () => {
				await append(format.end(rows));
				// An empty compressed file would not be a gzip file.
				if (bytes === 0 && context.settings.gzip) await file.write(await compress(''), 0, undefined, 0);
				await file.sync();
				return context.partial;
			},
			close: () => file.close().catch(() => {}),
		};
		return sink;
	};
