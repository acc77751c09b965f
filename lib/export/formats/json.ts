import type {FormatTraits, TextFormat} from './format.ts';
import {createJoinPieces} from './join-bytes.ts';
import {toJsonBytes} from './to-json.ts';

/** One array, an item a line. */
export const jsonText = (): TextFormat => {
	const join = createJoinPieces(',\n');
	return {
		page: (items, rows) => {
			const before = rows === 0 ? '[\n' : ',\n';
			return join(items.length > 0 ? before : '', items.map(toJsonBytes), '');
		},
		end: rows => (rows === 0 ? '[]\n' : '\n]\n'),
	};
};

export const json: FormatTraits<'json'> = {
	name: 'json',
	extensions: ['.json'],
	write: async () => jsonText(),
	writesSent: true,
	// An array that was closed cannot be gone on with, nor one that was not be read.
	isOpenEnded: false,
	hasFreeFields: false,
};
