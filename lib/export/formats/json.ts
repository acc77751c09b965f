import type {FormatTraits, TextFormat} from './format.ts';
import {toJson} from './to-json.ts';

/** One array, an item a line. */
export const jsonText: TextFormat = {
	page: (items, rows) => items.map((item, index) => `${rows + index === 0 ? '[\n' : ',\n'}${toJson(item)}`).join(''),
	end: rows => (rows === 0 ? '[]\n' : '\n]\n'),
};

export const json: FormatTraits<'json'> = {
	name: 'json',
	extensions: ['.json'],
	write: async () => jsonText,
	// An array that was closed cannot be gone on with, nor one that was not be read.
	isOpenEnded: false,
	hasFreeFields: false,
};
