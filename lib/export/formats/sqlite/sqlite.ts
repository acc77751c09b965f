import type {FormatTraits} from '../format.ts';
import type {SqliteOptions} from './sqlite-context.ts';

export const sqlite: FormatTraits<'sqlite', SqliteOptions> = {
	name: 'sqlite',
	extensions: ['.sqlite', '.sqlite3', '.db'],
	options: {
		prune: {usual: false, elsewhere: 'other formats are written anew'},
		table: {usual: null, elsewhere: 'other files have no tables'},
	},
	refreshes: true,
	// A log that is left beside a database is read as its own, whichever database gets the name.
	checkDestination: async path => (await import('./sqlite-files.ts')).checkNoUnfinishedWork(path),
	folderBeside: '.lock',
	open: async context => (await import('./sqlite-sink.ts')).openSqliteSink(context),
};
