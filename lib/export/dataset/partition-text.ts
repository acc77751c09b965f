/** A level of folders: a column, or a part of the time in it. */
export interface PartitionKey {
	readonly column: string;
	readonly unit: 'day' | 'month' | undefined;
}

const form = /^([^:,=/\s]+)(?::(day|month))?$/;

/** Undefined where one of them is none. */
export const keysIn = (text: string): readonly PartitionKey[] | undefined => {
	const keys = text.split(',').map(key => form.exec(key.trim()));
	if (keys.some(key => key === null)) return undefined;
	return keys.map(key => ({column: key?.[1] ?? '', unit: key?.[2] as PartitionKey['unit']}));
};

/** The one spelling of several. */
export const textOf = (keys: readonly PartitionKey[]): string =>
	keys.map(({column, unit}) => (unit === undefined ? column : `${column}:${unit}`)).join(',');
