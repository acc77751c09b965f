import {dayTimeOfText} from '../../core/date-time.ts';
import {asWellFormed} from '../../core/well-formed.ts';
import type {Column} from '../formats/columns.ts';
import {projectKey} from './partition-keys.ts';
import {keysIn, type PartitionKey} from './partition-text.ts';

/** Hive's name for rows without a value. */
const noValue = '__HIVE_DEFAULT_PARTITION__';

/** What Hive and Spark write as `%` and two digits in the names of folders. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is escaped
const special = /[\u0000-\u001f"#%'*/:=?\\\u007f{[\]^]/g;

export const escaped = (text: string): string =>
	asWellFormed(text).replace(special, sign => `%${sign.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`);

/**
 * A name of its own for what stands in the folders: the column itself is in the files as well, where it is exact, and some
 * readers take one of the two for the other, or refuse both.
 */
const folderColumn = ({column, unit}: PartitionKey): string =>
	column === projectKey ? 'project' : `${column}_${unit ?? 'value'}`;

const lengths = {day: 'YYYY-MM-DD'.length, month: 'YYYY-MM'.length};

/** The day or month of a time, in UTC; undefined for what is none, and for years that have no four digits. */
const dateIn = (value: unknown, unit: 'day' | 'month'): string | undefined => {
	if (typeof value !== 'string') return undefined;
	const time = dayTimeOfText(value);
	if (Number.isNaN(time)) return undefined;
	const text = new Date(time).toISOString();
	return /^\d{4}-/.test(text) ? text.slice(0, lengths[unit]) : undefined;
};

const scalarIn = (value: unknown): string | undefined => {
	if (typeof value === 'string') return value === '' ? undefined : value;
	return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
};

/** Which folder an item belongs into. */
export interface Partitioner {
	/** The folder below that of the dataset: `created_at_day=2026-01-31`; levels are parted by `/`. */
	readonly folderOf: (item: unknown) => string;
	/** Whether a folder is one that this export alone fills: those of other projects and parents are not. */
	readonly isOurs: (folder: string) => boolean;
	/** The levels that are the same for all that this export lists. */
	readonly scope: string;
}

/** Whether a folder holds rows that have no value somewhere; they may get one. */
export const isWithoutValue = (folder: string): boolean => folder.split('/').some(part => part.endsWith(`=${noValue}`));

export const createPartitioner = (text: string, columns: readonly Column[], project: string): Partitioner => {
	const levels = (keysIn(text) ?? []).map(key => {
		const {column, unit} = key;
		const found = columns.find(({name}) => name === column);
		const [field = ''] = found?.path ?? [];
		const fixed = column === projectKey ? project : found?.parameter;
		const valueIn = (value: unknown) => (unit === undefined ? scalarIn(value) : dateIn(value, unit));
		const nameOf = (value: string | undefined) =>
			`${escaped(folderColumn(key))}=${value === undefined ? noValue : escaped(value)}`;
		const constant = fixed === undefined ? undefined : nameOf(scalarIn(fixed));
		return {
			constant,
			of: (item: unknown) => constant ?? nameOf(valueIn(Reflect.get(Object(item), field))),
		};
	});
	return {
		folderOf: item => levels.map(({of}) => of(item)).join('/'),
		isOurs: folder => {
			const parts = folder.split('/');
			return levels.every(({constant}, place) => constant === undefined || constant === parts[place]);
		},
		scope: levels.map(({constant}) => constant ?? '*').join('/'),
	};
};
