import type {FormatTraits, TextFormat} from './format.ts';
import {toBytes} from './sent-bytes.ts';
import {toJsonBytes} from './to-json.ts';

/** One item a line, exactly the fields that were sent. */
export const ndjsonText: TextFormat = {
	// Joined in one go: most of what this costs is to copy bytes.
	page: items => toBytes([...items.map(toJsonBytes), ''].join('\n')),
	end: () => '',
};

export const ndjson: FormatTraits<'ndjson'> = {
	name: 'ndjson',
	extensions: ['.ndjson', '.jsonl'],
	write: async () => ndjsonText,
	writesSent: true,
	isOpenEnded: true,
	hasFreeFields: true,
};
