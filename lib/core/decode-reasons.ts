import type * as t from 'io-ts';

const longestValue = 60;
const mostReasons = 10;

/** A value in a message: its type and its beginning, never all of it. */
export const showValue = (value: unknown): string => {
	if (value === undefined) return 'nothing';
	if (Array.isArray(value)) return `an array of ${value.length}`;
	if (value instanceof Date) return 'an invalid Date';
	if (typeof value === 'object' && value !== null) return 'an object';
	if (typeof value === 'function' || typeof value === 'symbol') return `a ${typeof value}`;
	if (typeof value === 'bigint') return `${value}n`;
	const text = typeof value === 'string' ? JSON.stringify(value) : String(value);
	return text.length > longestValue ? `${text.slice(0, longestValue)}…` : text;
};

/** In these, a context's key is the number of a branch, not the name of a field. */
const isBranching = (entry: t.ContextEntry | undefined): boolean => {
	const tag = (entry?.type as {_tag?: string} | undefined)?._tag;
	return tag === 'IntersectionType' || tag === 'UnionType';
};

const isUnion = (entry: t.ContextEntry): boolean => (entry.type as {_tag?: string})._tag === 'UnionType';

const pathOf = (context: t.Context): string =>
	context
		.filter((entry, index) => entry.key !== '' && !isBranching(context[index - 1]))
		.map(({key}) => (/^\d+$/.test(key) ? `[${key}]` : `.${key}`))
		.join('')
		.replace(/^\./, '');

/** Of a union's branches each one fails; the union is what was expected. */
const expectedOf = (context: t.Context): string =>
	(context.find(isUnion) ?? context.at(-1))?.type.name ?? 'another value';

const reasonOf = ({context, value, message}: t.ValidationError): string => {
	const path = pathOf(context);
	const where = path === '' ? '' : `${path}: `;
	const unionEntry = context.find(isUnion);
	return `${where}${message ?? `expected ${expectedOf(context)}, got ${showValue(unionEntry ? unionEntry.actual : value)}`}`;
};

/**
 * io-ts errors as sentences, one for each field: `active_session.fps: expected number | null, got "20"`.
 * At most ten; the last one then says how many more there are.
 */
export const reasonsOf = (errors: t.Errors): readonly string[] => {
	const reasons = [...new Set(errors.map(reasonOf))];
	return reasons.length <= mostReasons
		? reasons
		: [...reasons.slice(0, mostReasons), `and ${reasons.length - mostReasons} more`];
};
