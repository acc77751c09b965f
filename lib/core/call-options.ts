import * as E from 'fp-ts/lib/Either.js';
import {type InvalidInput, invalidInput} from './api-error.ts';
import {type OptionTable, readOptions, type SettingsOf} from './option.ts';

/** Reads the options of a function, which messages call by its name. */
export const readCallOptions = <Table extends OptionTable>(
	table: Table,
	options: unknown,
	name: string,
): E.Either<InvalidInput, SettingsOf<Table>> =>
	E.mapLeft((flaw: string) => invalidInput(`${flaw}. Nothing was requested or written.`))(
		readOptions(table, options, {
			subject: `The options of ${name}()`,
			unknown: (stranger, names) => `${stranger} is not an option of ${name}(); they are ${names}`,
		}),
	);
