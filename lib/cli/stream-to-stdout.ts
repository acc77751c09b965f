import * as E from 'fp-ts/lib/Either.js';
import {fromCursor, toCursor} from '../core/cursor.ts';
import {showName} from '../core/decode-reasons.ts';
import {keyOf} from '../core/list-endpoint.ts';
import {columnsOf} from '../export/columns.ts';
import {csv, json, ndjson} from '../export/text-formats.ts';
import type {TextFormat} from '../export/text-sink.ts';
import {paginateRoomPages} from '../pagination/paginate-rooms.ts';
import type {WalkOptions} from '../pagination/walk-options.ts';
import {roomCodec, rooms as roomsEndpoint} from '../video/rooms.ts';
import {continuationAt} from './continuation.ts';
import {forTerminal} from './for-terminal.ts';
import type {Job, Outcome} from './job.ts';
import {createCutter, entriesOf} from './pieces.ts';
import {resumeHint} from './report.ts';
import {queryOf, type RoomsFlags, walkOptionsOf} from './rooms-flags.ts';
import {everyField, selectFields} from './select-fields.ts';
import {writeText} from './write-text.ts';

const formatOf = ({format, escapeFormulas}: RoomsFlags): TextFormat => {
	if (format === 'csv') return csv(columnsOf(roomCodec, keyOf(roomsEndpoint)), escapeFormulas);
	return format === 'json' ? json() : ndjson();
};

/** A field may be newer than this version, so that it is no error to ask for one that nobody knows. */
const remarkOn = (missing: readonly string[]): string =>
	missing.length === 0
		? ''
		: `no room had the ${missing.length === 1 ? 'field' : 'fields'} ${missing.map(showName).join(', ')}`;

/** Entries of the first page that an earlier run has written. */
const skipOf = (cursor: string | undefined): number => {
	const position = fromCursor(roomsEndpoint.path, cursor);
	return E.isRight(position) ? position.right.skip : 0;
};

/** Walks on past invalid rooms, and remembers the places of those of pages that are still to be written. */
const noteInvalid = (options: WalkOptions) => {
	const noted = new Map<number, number[]>();
	const note: WalkOptions['onInvalidItem'] = ({page, index}) => {
		noted.set(page, [...(noted.get(page) ?? []), index]);
	};
	const take = (page: number): readonly number[] => {
		const places = noted.get(page) ?? [];
		noted.delete(page);
		return places;
	};
	return {take, options: options.onInvalidItem === 'skip' ? {...options, onInvalidItem: note} : options};
};

/** Writes some rooms at a time, and fetches no further than its reader follows. */
export const streamToStdout: Job = ({client, flags, surroundings: {stdout, signal}, progress}) => {
	let cursor = flags.resumeFrom;
	let inDoubt = 0;
	const write = async (): Promise<Outcome> => {
		const format = formatOf(flags);
		const {select, missing} = flags.fields ? selectFields(flags.fields) : everyField;
		const cutter = createCutter();
		const invalid = noteInvalid(walkOptionsOf(flags, signal));
		let [rooms, pages, skip] = [0, 0, skipOf(cursor)];
		for await (const page of paginateRoomPages(client, queryOf(flags), invalid.options)) {
			const {items, request} = page;
			const places = invalid.take(++pages);
			for (let taken = 0; taken < items.length; ) {
				const piece = cutter.next(items, taken);
				const text = format.page(piece.map(select), rooms);
				inDoubt = piece.length;
				await writeText(stdout, stdout.isTTY ? forTerminal(text) : text, signal);
				inDoubt = 0;
				cutter.measured(piece.length, text.length);
				rooms += piece.length;
				taken += piece.length;
				cursor = toCursor({request, skip: entriesOf(taken, skip, places)});
				progress.written({rooms, pages: pages - 1});
			}
			cursor = page.cursor;
			skip = 0;
			progress.written({rooms, pages});
		}
		const end = format.end(rooms);
		if (end !== '') await writeText(stdout, end, signal);
		return {
			note: cursor === undefined ? '' : `; there is more: ${resumeHint(cursor)}`,
			remark: rooms === 0 ? '' : remarkOn(missing()),
		};
	};
	return {done: write(), continuation: known => continuationAt(known ?? cursor, inDoubt)};
};
