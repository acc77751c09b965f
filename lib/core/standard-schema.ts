import * as t from 'io-ts';
import {isPlainObject} from './plain-object.ts';

interface Issue {
	readonly message: string;
	readonly path?: ReadonlyArray<PropertyKey | {readonly key: PropertyKey}> | undefined;
}

type Result = {readonly issues?: undefined} | {readonly issues: readonly Issue[]};

/** What zod, valibot, arktype and others share (standardschema.dev): as much of it as a check needs. */
export interface StandardSchema<Input = unknown> {
	readonly '~standard': {
		readonly validate: (value: unknown) => Result | Promise<Result>;
		readonly types?: {readonly input: Input} | undefined;
	};
}

/** Such schemas are functions in some libraries, and objects in others. */
export const isStandardSchema = (value: unknown): value is StandardSchema => {
	const standard: unknown = Reflect.get(Object(value), '~standard');
	return isPlainObject(standard) && typeof standard.validate === 'function';
};

/** Thrown where a schema wants to be waited for; it becomes an error of kind `invalid-input`. */
export class AsyncSchema extends Error {}

const contextOf = (context: t.Context, {path = []}: Issue): t.Context =>
	path.reduce<t.Context>(
		(above, step) => t.appendContext(above, String(typeof step === 'object' ? step.key : step), t.unknown),
		context,
	);

/** Checks, and tells nothing of what it checks. */
export class SchemaCodec<Input> extends t.Type<Input, unknown, unknown> {}

/**
 * A codec that checks by a schema of somebody else, and changes nothing: what was sent is given, as the schema takes it and
 * not as it would make it.
 */
export const schemaCodec = <Input>(schema: StandardSchema<Input>): SchemaCodec<Input> => {
	const validate: t.Validate<unknown, Input> = (value, context) => {
		const result = schema['~standard'].validate(value);
		if (result instanceof Promise) {
			throw new AsyncSchema(
				'The schema of the items is asynchronous, and items are checked one after the other as they come: leave out what it waits for.',
			);
		}
		return result.issues === undefined
			? t.success(value as Input)
			: t.failures(result.issues.map(issue => ({value, context: contextOf(context, issue), message: issue.message})));
	};
	return new SchemaCodec('item', (value): value is Input => validate(value, [])._tag === 'Right', validate, t.identity);
};
