import * as t from 'io-ts';

export type Predicate = (value: unknown) => boolean;

/** The kinds of primitive values, as bits: a set of them is one number, and a check is one `&`. */
export const kinds = {string: 1, number: 2, boolean: 4, null: 8, undefined: 16, other: 32} as const;
export const anything = 63;

const kindOf = (value: unknown): number => {
	switch (typeof value) {
		case 'string':
			return kinds.string;
		case 'number':
			return kinds.number;
		case 'boolean':
			return kinds.boolean;
		case 'undefined':
			return kinds.undefined;
		default:
			return value === null ? kinds.null : kinds.other;
	}
};

/** A compiled part: a set of kinds where that says it all, and a predicate for the rest. */
export type Part = number | Predicate;

const accept = (part: Part, value: unknown): boolean =>
	typeof part === 'number' ? (part & kindOf(value)) !== 0 : part(value);

export const predicateOf = (part: Part): Predicate =>
	typeof part === 'number' ? value => (part & kindOf(value)) !== 0 : part;

/** A field as it is documented. */
export interface Field<Checked> {
	readonly name: string;
	readonly checked: Checked;
}

/**
 * Fields are met in the order in which the value has them, which costs less than to look each of them up; those that are
 * not found where they are documented are looked up.
 *
 * @param decides the verdict for objects that JSON cannot make: `decode` copies an object on the way when a field is
 * missing, and what was inherited is then gone
 */
export const everyField = (fields: ReadonlyArray<Field<Part>>, decides: Predicate): Predicate => {
	const count = fields.length;
	const names = fields.map(({name}) => name);
	// Two arrays rather than one of mixed parts: the loop over primitives then never leaves this function.
	const sets = fields.map(({checked}) => (typeof checked === 'number' ? checked : anything));
	const checks = fields.flatMap(({name, checked}) => (typeof checked === 'number' ? [] : [{name, check: checked}]));
	const lookUp = (value: Readonly<Record<string, unknown>>, place: number): boolean =>
		((sets[place] as number) & kindOf(value[names[place] as string])) !== 0;
	return value => {
		if (!t.UnknownRecord.is(value)) return false;
		if (Object.getPrototypeOf(value) !== Object.prototype) return decides(value);
		let place = 0;
		for (const name in value) {
			while (place < count && name !== names[place]) if (!lookUp(value, place++)) return false;
			if (place === count) break;
			if (((sets[place++] as number) & kindOf(value[name])) === 0) return false;
		}
		while (place < count) if (!lookUp(value, place++)) return false;
		for (const {name, check} of checks) if (!check(value[name])) return false;
		return true;
	};
};

export const everyEntry =
	(part: Part): Predicate =>
	value => {
		if (!Array.isArray(value)) return false;
		// By index, as decode does it: a hole counts as undefined.
		for (let index = 0; index < value.length; index++) if (!accept(part, value[index])) return false;
		return true;
	};

export const anyOf = (parts: readonly Part[]): Part => {
	const set = parts.reduce<number>((union, part) => (typeof part === 'number' ? union | part : union), 0);
	const predicates = parts.filter(part => typeof part !== 'number');
	if (predicates.length === 0) return set;
	const [only] = predicates;
	if (only !== undefined && predicates.length === 1) return value => (set & kindOf(value)) !== 0 || only(value);
	return value => (set & kindOf(value)) !== 0 || predicates.some(predicate => predicate(value));
};

export const allOf = (parts: readonly Part[]): Part => {
	const predicates = parts.map(predicateOf);
	return value => {
		for (const predicate of predicates) if (!predicate(value)) return false;
		return true;
	};
};
