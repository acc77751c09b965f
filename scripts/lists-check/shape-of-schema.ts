import {arrayAt, type Json, objectAt, resolve} from './openapi.ts';
import {allOf, oneOf, plain, type Shape, scalar} from './shape.ts';

const formats: Readonly<Record<string, string>> = {'date-time': 'timestamp', uuid: 'uuid', uri: 'url'};

/** Deeper, descriptions go round. */
const deepest = 12;

const objectOf = (document: Json, schema: Json, depth: number): Shape => {
	const properties = Object.entries(objectAt(schema, 'properties'));
	if (properties.length === 0) return plain('record');
	const required = arrayAt(schema, 'required');
	const fieldOf = ([name, property]: readonly [string, unknown]) => [
		name,
		{required: required.includes(name), shape: shapeOfSchema(document, property, depth + 1)},
	];
	return {kind: 'object', nullable: false, fields: Object.fromEntries(properties.map(fieldOf))};
};

const typed = (document: Json, schema: Json, type: unknown, depth: number): Shape => {
	const known = 'const' in schema ? [schema.const] : arrayAt(schema, 'enum');
	switch (type ?? (known.length > 0 ? typeof known[0] : 'properties' in schema ? 'object' : undefined)) {
		case 'string':
			return scalar('text', known, formats[String(schema.format)] ?? '');
		case 'integer':
			return scalar('integer', known);
		case 'number':
			return scalar(known.length > 0 && known.every(Number.isInteger) ? 'integer' : 'number', known);
		case 'boolean':
			return scalar('boolean');
		case 'array':
			return {kind: 'array', nullable: false, of: shapeOfSchema(document, schema.items, depth + 1)};
		case 'object':
			return objectOf(document, schema, depth);
		case 'null':
			return plain('null');
		default:
			return plain('anything');
	}
};

/** What an OpenAPI schema (3.0 or 3.1) says of a value. */
export const shapeOfSchema = (document: Json, given: unknown, depth = 0): Shape => {
	if (depth > deepest) return plain('anything');
	const schema = resolve(document, given);
	const shapesOf = (name: string) => arrayAt(schema, name).map(part => shapeOfSchema(document, part, depth + 1));
	const orNull = (shape: Shape): Shape => (schema.nullable === true ? {...shape, nullable: true} : shape);
	for (const name of ['anyOf', 'oneOf']) if (name in schema) return orNull(oneOf(shapesOf(name)));
	if ('allOf' in schema) return orNull(allOf(shapesOf('allOf')));
	const types = Array.isArray(schema.type) ? schema.type : [schema.type];
	return orNull(oneOf(types.map(type => typed(document, schema, type, depth))));
};
