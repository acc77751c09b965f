import * as option from '../../core/option.ts';

/** Names that are longer Postgres cuts off. */
export const longestName = 63;
/** Tables beside it have its name and more. */
const longestTable = 42;

/** A name in a database. */
export const nameOption = (most: number, facts: option.Facts): option.Option<string, string | undefined> =>
	option.custom<string>({
		...facts,
		read: option.must(
			`a name of 1 to ${most} bytes, without dots`,
			value =>
				typeof value === 'string' && value !== '' && !/[.\0]/.test(value) && Buffer.byteLength(value, 'utf8') <= most,
		),
	});

/** The table of an export, in whichever database. */
export const tableOption = nameOption(longestTable, {
	defaultText: 'the name of the list',
	flag: ['--table <name>', 'SQLite, Postgres: the table'],
});
