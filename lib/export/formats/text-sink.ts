import {notAsLeft} from '../destination-failure.ts';
import {files, type OpenFile} from '../files/files.ts';
import {piecesOf, RunningDigest} from '../files/running-digest.ts';
import {writeAll} from '../files/write-all.ts';
import type {PartialFile, Sink, TextFormat} from './format.ts';
import {GzipMember} from './gzip-member.ts';

/** Opens the partial file, and reads what there is of it: it must be what was written. */
const openPartial = async (
	{partial, bytes}: PartialFile,
	digest: RunningDigest,
	digestMark: string,
): Promise<OpenFile> => {
	if (bytes === 0) {
		// Made anew rather than emptied, so that nothing else that has this name is written into.
		await files.remove(partial);
		return files.create(partial);
	}
	const file = await files.reopen(partial);
	try {
		for await (const piece of piecesOf(file, bytes)) digest.add(piece);
		if (digest.text !== digestMark) throw notAsLeft('partial file', partial);
		return file;
	} catch (error) {
		await file.close();
		throw error;
	}
};

/** Appends rows to a file, compressed or not, that can be cut wherever it was flushed and gone on with. */
export const openTextSink = async (format: TextFormat, given: PartialFile): Promise<Sink> => {
	const digest = new RunningDigest();
	// The mark is the digest of the file, and what a compressed one needs to know to go on.
	const [digestMark = '', ...memberMark] = given.mark.split(' ');
	const member = given.gzip ? new GzipMember(memberMark.join(' ')) : undefined;
	const file = await openPartial(given, digest, digestMark);
	let {bytes, rows} = given;

	const appendBytes = async (data: Uint8Array): Promise<void> => {
		digest.add(data);
		await writeAll(file, data, bytes);
		bytes += data.length;
	};
	const append = async (data: Uint8Array): Promise<void> => {
		if (data.length === 0) return;
		await appendBytes(member ? await member.add(data) : data);
	};

	return {
		write: async items => {
			await append(format.page(items, rows));
			rows += items.length;
		},
		flush: async () => {
			await file.datasync();
			return {bytes, mark: member ? `${digest.text} ${await member.mark()}` : digest.text};
		},
		finish: async () => {
			await append(Buffer.from(format.end(rows), 'utf8'));
			if (member) await appendBytes(await member.end());
			// Whatever a crash left behind the last durable page; until now it did no harm.
			await file.truncate(bytes);
			await file.sync();
			return given.partial;
		},
		close: () => file.close().catch(() => {}),
	};
};
