import type {FormatTraits, TextFormat} from './format.ts';
import {createJoinBytes} from './join-bytes.ts';
import {toJsonBytes} from './to-json.ts';

/** One item a line, exactly the fields that were sent. */
export const ndjsonText = (): TextFormat => {
	const join = createJoinBytes('latin1');
	return {
		page: items => join(items.map(toJsonBytes), {between: '\n', behind: items.length > 0 ? '\n' : ''}),
		end: () => '',
	};
};

export const ndjson: FormatTraits<'ndjson'> = {
	name: 'ndjson',
	extensions: ['.ndjson', '.jsonl'],
	write: async () => ndjsonText(),
	writesSent: true,
	isOpenEnded: true,
	hasFreeFields: true,
};
