import type {FormatTraits, TextFormat} from './format.ts';
import {toJson} from './to-json.ts';

/** One item a line, exactly the fields that were sent. */
export const ndjsonText: TextFormat = {
	// Joined in one go: most of what this costs is to copy texts.
	page: items => [...items.map(toJson), ''].join('\n'),
	end: () => '',
};

export const ndjson: FormatTraits<'ndjson'> = {
	name: 'ndjson',
	extensions: ['.ndjson', '.jsonl'],
	write: async () => ndjsonText,
	isOpenEnded: true,
	hasFreeFields: true,
};
