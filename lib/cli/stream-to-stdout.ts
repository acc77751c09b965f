import {columnsOf} from '../export/columns.ts';
import {csv, json, ndjson} from '../export/text-formats.ts';
import type {TextFormat} from '../export/text-sink.ts';
import {paginateRoomPages} from '../pagination/paginate-rooms.ts';
import {roomCodec} from '../video/rooms.ts';
import type {Job} from './job.ts';
import {resumeHint} from './report.ts';
import {queryOf, type RoomsFlags, walkOptionsOf} from './rooms-flags.ts';
import {selectFields} from './select-fields.ts';
import {writeText} from './write-text.ts';

const formatOf = ({format, escapeFormulas}: RoomsFlags): TextFormat => {
	if (format === 'csv') return csv(columnsOf(roomCodec), escapeFormulas);
	return format === 'json' ? json() : ndjson();
};

/** Writes a page at a time, and fetches no further than its reader follows. */
export const streamToStdout: Job = ({client, flags, surroundings: {stdout, signal}, progress}) => {
	let cursor = flags.resumeFrom;
	const write = async (): Promise<string> => {
		const format = formatOf(flags);
		const select = flags.fields ? selectFields(flags.fields) : (room: object) => room;
		let rooms = 0;
		for await (const page of paginateRoomPages(client, queryOf(flags), walkOptionsOf(flags, signal))) {
			const text = format.page(page.items.map(select), rooms);
			if (text !== '') await writeText(stdout, text, signal);
			rooms += page.items.length;
			progress.written(page.items.length);
			cursor = page.cursor;
		}
		const end = format.end(rooms);
		if (end !== '') await writeText(stdout, end, signal);
		return cursor === undefined ? '' : `; there is more: ${resumeHint(cursor)}`;
	};
	return {done: write(), howToGoOn: () => cursor && resumeHint(cursor)};
};
