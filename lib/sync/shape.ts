import {showValue} from '../core/decode-reasons.ts';
import {isPlainObject} from '../core/plain-object.ts';
import {isWholeNumber} from '../core/whole-number.ts';

/** A part of a JSON Schema. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** What a part of a plan looks like, described once: its type, its JSON Schema and its check. */
export interface Shape<T> {
	readonly schema: JsonSchema;
	/** What is wrong with a value, each flaw with where it is. */
	readonly flawsOf: (value: unknown, at: string) => readonly string[];
	/** For the compiler alone. */
	readonly type?: T;
}

export type ShapeType<S> = S extends Shape<infer T> ? T : never;

/** What is misspelt is shown, but nothing that may be a secret in the wrong place. */
export const shownWord = (text: string): string =>
	text.length <= 40 && /^[a-z]+(?:[ ._-][a-z]+|[A-Z][a-z]*)*$/.test(text) ? text : '…';

export const flawIf = (isFlaw: boolean, text: string): readonly string[] => (isFlaw ? [text] : []);

type Shapes = Readonly<Record<string, Shape<unknown>>>;

const shape = <T>(schema: JsonSchema, rule: string, is: (value: unknown) => boolean): Shape<T> => ({
	schema,
	flawsOf: (value, at) => (is(value) ? [] : [`${at} must be ${rule}, got ${showValue(value)}`]),
});

export const text = shape<string>(
	{type: 'string', minLength: 1},
	'a text',
	value => typeof value === 'string' && value !== '',
);

export const truth = shape<boolean>({type: 'boolean'}, 'true or false', value => typeof value === 'boolean');

export const anyObject = shape<Readonly<Record<string, unknown>>>({type: 'object'}, 'an object', isPlainObject);

export const wholeNumber = (minimum: number, maximum: number): Shape<number> =>
	shape({type: 'integer', minimum, maximum}, `a whole number from ${minimum} to ${maximum}`, value =>
		isWholeNumber(value, minimum, maximum),
	);

export const choice = <Word extends string>(...words: readonly Word[]): Shape<Word> =>
	shape({enum: words}, words.map(word => `"${word}"`).join(' or '), value => words.some(word => word === value));

export const arrayOf = <T>(items: Shape<T>): Shape<readonly T[]> => ({
	schema: {type: 'array', minItems: 1, items: items.schema},
	flawsOf: (value, at) =>
		Array.isArray(value) && value.length > 0
			? value.flatMap((item, index) => items.flawsOf(item, `${at}[${index}]`))
			: [`${at} must be an array with something in it, got ${showValue(value)}`],
});

type ObjectOf<Needed extends Shapes, Optional extends Shapes> = {
	readonly [Name in keyof Needed]: ShapeType<Needed[Name]>;
} & {readonly [Name in keyof Optional]?: ShapeType<Optional[Name]> | undefined};

/** What is misspelt would go unheard, and is refused. */
export const object = <Needed extends Shapes, Optional extends Shapes>(
	needed: Needed,
	optional: Optional,
): Shape<ObjectOf<Needed, Optional>> => {
	const known: Shapes = {...needed, ...optional};
	const below = (at: string, name: string) => (at === '' ? name : `${at}.${name}`);
	return {
		schema: {
			type: 'object',
			required: Object.keys(needed),
			additionalProperties: false,
			properties: Object.fromEntries(Object.entries(known).map(([name, {schema}]) => [name, schema])),
		},
		flawsOf: (value, at) => {
			if (!isPlainObject(value)) return [`${at === '' ? 'A plan' : at} must be an object, got ${showValue(value)}`];
			const given = Object.keys(value).filter(name => value[name] !== undefined);
			return [
				...Object.keys(needed).flatMap(name => (given.includes(name) ? [] : [`${below(at, name)} is missing`])),
				...given.flatMap(name =>
					Object.hasOwn(known, name)
						? (known[name] as Shape<unknown>).flawsOf(value[name], below(at, name))
						: [`${below(at, shownWord(name))} is not known here; known are ${Object.keys(known).join(', ')}`],
				),
			];
		},
	};
};

/** A part that is described elsewhere, under `$defs`: it may hold others of its kind. */
export const reference = <T>(name: string, described: () => Shape<T>): Shape<T> => ({
	schema: {$ref: `#/$defs/${name}`},
	flawsOf: (value, at) => described().flawsOf(value, at),
});
