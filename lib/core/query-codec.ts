import * as E from 'fp-ts/lib/Either.js';
import * as t from 'io-ts';
import {showValue} from './decode-reasons.ts';
import {Parameter} from './parameter.ts';
import {isPlainObject} from './plain-object.ts';
import type {QueryParameters} from './request-descriptor.ts';

/** The parameters of a list by their names on the wire, in the order in which they are sent. */
// biome-ignore lint/suspicious/noExplicitAny: a table may hold parameters of every type
export type Parameters = Readonly<Record<string, t.Type<any, string, unknown>>>;

type InPath<Codec> = Codec extends {readonly described: {readonly in: 'path'}} ? true : false;

/** What a list can be asked, by its table of parameters: those of its path are required. */
export type QueryOf<Table> = {
	readonly [Name in keyof Table as InPath<Table[Name]> extends true ? Name : never]: Table[Name] extends t.Any
		? t.TypeOf<Table[Name]>
		: never;
} & {
	readonly [Name in keyof Table as InPath<Table[Name]> extends true ? never : Name]?: Table[Name] extends t.Any
		? t.TypeOf<Table[Name]> | undefined
		: never;
};

/** A rule over several parameters, which may be invalid themselves: a sentence when it is broken. */
export type QueryRule = (query: Readonly<Record<string, unknown>>) => string | undefined;

const isRequired = (codec: t.Mixed): boolean => codec instanceof Parameter && codec.described.in === 'path';

/**
 * The codec of a list's query. `undefined` counts as left out, unknown names are refused (a misspelt filter would
 * otherwise list everything). All problems are reported at once.
 */
export class QueryCodec<Query> extends t.Type<Query, QueryParameters, unknown> {
	readonly parameters: Parameters;

	constructor(name: string, parameters: Parameters, rules: readonly QueryRule[]) {
		const codecs = new Map(Object.entries(parameters));

		const validateOne = (key: string, value: unknown, context: t.Context): t.Errors => {
			const codec = codecs.get(key);
			if (codec === undefined) {
				const message = `is not a parameter of ${name}; ${codecs.size === 0 ? 'it has none' : `the parameters are ${[...codecs.keys()].join(', ')}`}`;
				return [{value, context: t.appendContext(context, key, t.never), message}];
			}
			const decoded = codec.validate(value, t.appendContext(context, key, codec, value));
			return E.isLeft(decoded) ? decoded.left : [];
		};

		const validate: t.Validate<unknown, Query> = (value, context) => {
			if (!isPlainObject(value)) {
				return t.failure(value, context, `the query must be an object, got ${showValue(value)}`);
			}
			// Also those that it inherits, such as a class's getters: unheard, they would list everything.
			const names = new Set([...Object.keys(value), ...[...codecs.keys()].filter(key => key in value)]);
			const given = [...names]
				.map(key => [key, value[key]] as const)
				.filter(([, parameter]) => parameter !== undefined);
			const query = Object.fromEntries(given);
			const missing = [...codecs].filter(([key, codec]) => isRequired(codec) && !(key in query));
			const broken = rules.flatMap(rule => rule(query) ?? []);
			const problems = [
				...given.flatMap(([key, parameter]) => validateOne(key, parameter, context)),
				...missing.map(([key, codec]): t.ValidationError => {
					return {
						value,
						context: t.appendContext(context, key, codec),
						message: 'is required: it is a part of the path',
					};
				}),
				...broken.map((message): t.ValidationError => ({value, context, message})),
			];
			// A copy: what the caller does to the object later changes nothing.
			return problems.length > 0 ? t.failures(problems) : t.success(query as Query);
		};

		super(
			`query of ${name}`,
			(value): value is Query => E.isRight(validate(value, [])),
			validate,
			query =>
				[...codecs].flatMap(([key, codec]) => {
					const value = (query as Record<string, unknown>)[key];
					return value === undefined ? [] : [[key, codec.encode(value)] as const];
				}),
		);
		this.parameters = parameters;
	}
}

/** The codec of a list's query, from its table of parameters and from rules over several of them. */
export const queryCodec = <Table extends Parameters>(
	name: string,
	parameters: Table,
	rules: readonly QueryRule[] = [],
): QueryCodec<QueryOf<Table>> => new QueryCodec(name, parameters, rules);

/** The table that a query's codec was made of; empty for a codec of somebody else. */
export const parametersOf = (codec: unknown): Parameters => (codec instanceof QueryCodec ? codec.parameters : {});
