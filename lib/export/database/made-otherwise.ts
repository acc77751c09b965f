import {isNeeded, keyOf, type SqlColumn} from './marked-table.ts';

/** A column that is there. */
export interface FoundColumn {
	readonly name: string;
	readonly type: string;
	readonly isKey: boolean;
	/** Whether no row can do without a value for it. */
	readonly isNeeded: boolean;
}

interface Compared {
	readonly columns: readonly SqlColumn[];
	readonly found: readonly FoundColumn[];
	/** Whether the database takes names for one that differ in case. */
	readonly ignoresCase?: boolean;
}

const keyText = (names: readonly string[]): string =>
	names.length === 0 ? 'no primary key' : `the primary key ${names.join(', ')}`;

/** How a table that is there differs from what is needed, each as a part of a sentence. */
export const differencesOf = ({columns, found, ignoresCase = false}: Compared): readonly string[] => {
	const plain = (name: string) => (ignoresCase ? name.toLowerCase() : name);
	const sorted = (names: readonly string[]) => names.map(plain).sort().join('\0');
	const there = new Map(found.map(column => [plain(column.name), column]));
	const own = new Set(columns.map(({name}) => plain(name)));
	const key = keyOf({columns}).map(({name}) => name);
	const keyThere = found.filter(({isKey}) => isKey).map(({name}) => name);
	return [
		...columns.flatMap(({name, type}) => {
			const other = there.get(plain(name))?.type;
			return other === undefined || other === type ? [] : [`its column ${name} is ${other}, not ${type}`];
		}),
		// Rows that are there would have none of their own.
		...columns.flatMap(column =>
			isNeeded(column) && !there.has(plain(column.name)) ? [`it has no column ${column.name}`] : [],
		),
		...(sorted(keyThere) === sorted(key) ? [] : [`it has ${keyText(keyThere)}, not ${keyText(key)}`]),
		...found.flatMap(({name, isNeeded}) =>
			isNeeded && !own.has(plain(name)) ? [`its column ${name} takes no row without it`] : [],
		),
	];
};

/** The columns that are not there yet. */
export const missingIn = ({columns, found, ignoresCase = false}: Compared): readonly SqlColumn[] => {
	const plain = (name: string) => (ignoresCase ? name.toLowerCase() : name);
	const there = new Set(found.map(({name}) => plain(name)));
	return columns.filter(({name}) => !there.has(plain(name)));
};
