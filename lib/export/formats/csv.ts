import type {CsvOptions} from './csv-text.ts';
import {textTraits} from './text-traits.ts';

export const csv = textTraits<'csv', CsvOptions>({
	name: 'csv',
	extensions: ['.csv'],
	options: {
		escapeFormulas: {usual: true},
		bom: {usual: false, elsewhere: 'other formats are known for UTF-8'},
	},
	text: {
		create: async ({columns}, options) => (await import('./csv-text.ts')).csvText(columns, options),
		isOpenEnded: true,
		hasFreeFields: false,
	},
});
