import type {FormatTraits, TextFormat} from './format.ts';
import {toJson} from './to-json.ts';

/** One item a line, exactly the fields that were sent. */
export const ndjsonText: TextFormat = {
	page: items => items.map(item => `${toJson(item)}\n`).join(''),
	end: () => '',
};

export const ndjson: FormatTraits<'ndjson'> = {
	name: 'ndjson',
	extensions: ['.ndjson', '.jsonl'],
	write: async () => ndjsonText,
	isOpenEnded: true,
	hasFreeFields: true,
};
