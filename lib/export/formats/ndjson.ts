import type {FormatTraits, TextFormat} from './format.ts';
import {createJoinPieces} from './join-bytes.ts';
import {toJsonBytes} from './to-json.ts';

/** One item a line, exactly the fields that were sent. */
export const ndjsonText = (): TextFormat => {
	const join = createJoinPieces('\n');
	return {
		page: items => join('', items.map(toJsonBytes), items.length > 0 ? '\n' : ''),
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
