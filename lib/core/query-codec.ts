import * as E from 'fp-ts/lib/Either.js';
import * as t from 'io-ts';
import {showValue} from './decode-reasons.ts';
import {isPlainObject} from './plain-object.ts';
import type {QueryParameter} from './query-parameter.ts';
import type {QueryParameters} from './request-descriptor.ts';

type ParameterTypes<Parameters> = {
	readonly [Name in keyof Parameters]?: Parameters[Name] extends QueryParameter<infer Value>
		? Value | undefined
		: never;
};

/** A rule over several parameters, which may be invalid themselves: a sentence when it is broken. */
export type QueryRule = (query: Readonly<Record<string, unknown>>) => string | undefined;

/**
 * The codec of a list operation's query: every parameter is optional, `undefined` counts as left out, unknown names
 * are refused (a misspelt filter would otherwise list everything). All problems are reported at once.
 */
export const queryCodec = <Parameters extends Record<string, t.Mixed>>(
	name: string,
	parameters: Parameters,
	rules: readonly QueryRule[] = [],
): t.Type<ParameterTypes<Parameters>, QueryParameters, unknown> => {
	const codecs = new Map<string, QueryParameter<unknown>>(Object.entries<QueryParameter<unknown>>(parameters));

	const validate: t.Validate<unknown, ParameterTypes<Parameters>> = (value, context) => {
		if (!isPlainObject(value)) return t.failure(value, context, `the query must be an object, got ${showValue(value)}`);
		// Also those that it inherits, such as a class's getters: unheard, they would list everything.
		const names = new Set([...Object.keys(value), ...[...codecs.keys()].filter(key => key in value)]);
		const given = [...names].map(key => [key, value[key]] as const).filter(([, parameter]) => parameter !== undefined);
		const errors = given.flatMap(([key, parameter]): t.Errors => {
			const codec = codecs.get(key);
			if (codec === undefined) {
				const message = `is not a parameter of ${name}; the parameters are ${[...codecs.keys()].join(', ')}`;
				return [{value: parameter, context: t.appendContext(context, key, t.never), message}];
			}
			const decoded = codec.validate(parameter, t.appendContext(context, key, codec, parameter));
			return E.isLeft(decoded) ? decoded.left : [];
		});
		const query = Object.fromEntries(given);
		const broken = rules.flatMap((rule): t.Errors => {
			const message = rule(query);
			return message === undefined ? [] : [{value, context, message}];
		});
		const problems = [...errors, ...broken];
		// A copy: what the caller does to the object later changes nothing.
		return problems.length > 0 ? t.failures(problems) : t.success(query as ParameterTypes<Parameters>);
	};

	return new t.Type<ParameterTypes<Parameters>, QueryParameters, unknown>(
		`query of ${name}`,
		(value): value is ParameterTypes<Parameters> => E.isRight(validate(value, [])),
		validate,
		query =>
			[...codecs].flatMap(([key, codec]) => {
				const value = (query as Record<string, unknown>)[key];
				return value === undefined ? [] : [[key, codec.encode(value)] as const];
			}),
	);
};
