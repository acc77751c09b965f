import type {CsvOptions} from './csv-text.ts';
import type {FormatTraits} from './format.ts';

export const csv: FormatTraits<'csv', CsvOptions> = {
	name: 'csv',
	extensions: ['.csv'],
	options: {
		escapeFormulas: {usual: true},
		bom: {usual: false, elsewhere: 'other formats are known for UTF-8'},
	},
	write: async ({columns}, options) => (await import('./csv-text.ts')).csvText(columns, options),
	isOpenEnded: true,
	hasFreeFields: false,
	hasHeader: true,
};
