import * as t from 'io-ts';
import {isPlainObject} from './plain-object.ts';

/** @inline */
interface Issue {
	readonly message: string;
	readonly path?: ReadonlyArray<PropertyKey | {readonly key: PropertyKey}> | undefined;
}

/** @inline */
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

/** Thrown where a schema does not answer as it should; it becomes an error of kind `invalid-input`. */
export class SchemaMisused extends Error {}

const isResult = (result: unknown): result is Result => {
	if (typeof result !== 'object' || result === null) return false;
	const issues: unknown = Reflect.get(result, 'issues');
	return issues === undefined || (Array.isArray(issues) && issues.every(issue => typeof issue?.message === 'string'));
};

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
			// Some make a promise of what a check throws, and nobody else would hear of it.
			result.catch(() => {});
			throw new SchemaMisused(
				'The schema of the items gives a promise, and items are checked at once: leave out what is asynchronous in it, and see that no check of it throws.',
			);
		}
		if (!isResult(result)) throw new SchemaMisused('The schema of the items gives no result of a Standard Schema.');
		return result.issues === undefined
			? t.success(value as Input)
			: t.failures(result.issues.map(issue => ({value, context: contextOf(context, issue), message: issue.message})));
	};
	return new SchemaCodec('item', (value): value is Input => validate(value, [])._tag === 'Right', validate, t.identity);
};
