import type {FormatTraits, TextFormat} from './format.ts';
import {toBytes} from './sent-bytes.ts';
import {toJsonBytes} from './to-json.ts';

/** One array, an item a line. */
export const jsonText: TextFormat = {
	page: (items, rows) => {
		const texts = items.map(toJsonBytes);
		const [first] = texts;
		if (first === undefined) return Buffer.of();
		texts[0] = (rows === 0 ? '[\n' : ',\n') + first;
		return toBytes(texts.join(',\n'));
	},
	end: rows => (rows === 0 ? '[]\n' : '\n]\n'),
};

export const json: FormatTraits<'json'> = {
	name: 'json',
	extensions: ['.json'],
	write: async () => jsonText,
	writesSent: true,
	// An array that was closed cannot be gone on with, nor one that was not be read.
	isOpenEnded: false,
	hasFreeFields: false,
};
