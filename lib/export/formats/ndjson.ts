import type {TextFormat} from './format.ts';
import {textTraits} from './text-traits.ts';
import {toJson} from './to-json.ts';

/** One item a line, exactly the fields that were sent. */
export const ndjsonText: TextFormat = {
	page: items => items.map(item => `${toJson(item)}\n`).join(''),
	end: () => '',
};

export const ndjson = textTraits({
	name: 'ndjson',
	extensions: ['.ndjson', '.jsonl'],
	options: {},
	text: {create: async () => ndjsonText, isOpenEnded: true, hasFreeFields: true},
});
