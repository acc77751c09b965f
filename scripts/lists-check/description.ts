import {arrayAt, isObject, type Json, objectAt, resolve} from './openapi.ts';
import type {ObjectShape, Shape} from './shape.ts';
import {shapeOfSchema} from './shape-of-schema.ts';

export type Paging = 'links' | 'next_page_uri' | 'none';

export interface DescribedParameter {
	readonly type: string;
	readonly known: readonly string[];
	readonly minimum: number | undefined;
	readonly maximum: number | undefined;
	readonly required: boolean;
}

/** One operation of an OpenAPI file that answers with a list, or could. */
export interface DescribedList {
	readonly path: string;
	readonly paging: Paging;
	/** The fields that hold entries: one, in a list; none, where the answer itself is the item. */
	readonly arrays: readonly string[];
	readonly isList: boolean;
	readonly answer: ObjectShape;
	readonly query: Readonly<Record<string, DescribedParameter>>;
}

const numberOr = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined);

const parameterOf = (document: Json, parameter: Json): DescribedParameter => {
	const schema = resolve(document, parameter.schema);
	const shape = shapeOfSchema(document, schema);
	return {
		type: shape.kind,
		known: 'known' in shape ? shape.known : [],
		minimum: numberOr(schema.minimum),
		maximum: numberOr(schema.maximum),
		required: parameter.required === true,
	};
};

const queryOf = (document: Json, ...places: readonly Json[]): DescribedList['query'] => {
	const parameters = places.flatMap(place => arrayAt(place, 'parameters')).map(each => resolve(document, each));
	return Object.fromEntries(
		parameters
			.filter(({in: place}) => place === 'query')
			.map(parameter => [String(parameter.name), parameterOf(document, parameter)]),
	);
};

const pagingOf = ({fields}: ObjectShape): Paging => {
	if (fields.next_page_uri !== undefined) return 'next_page_uri';
	return fields.links !== undefined && fields.data !== undefined ? 'links' : 'none';
};

const holdsObjects = (shape: Shape): boolean =>
	shape.kind === 'array' && ['object', 'union', 'record'].includes(shape.of.kind);

/** An array of one envelope is read as that envelope. */
const envelopeOf = (shape: Shape): Shape => (shape.kind === 'array' ? shape.of : shape);

const describe = (document: Json, path: string, item: Json): readonly DescribedList[] => {
	const operation = objectAt(item, 'get');
	const answered = resolve(document, objectAt(operation, 'responses')['200']);
	const schema = objectAt(answered, 'content', 'application/json').schema;
	const answer = envelopeOf(shapeOfSchema(document, schema));
	if (answer.kind !== 'object') return [];
	const paging = pagingOf(answer);
	const arrays = Object.keys(answer.fields).filter(name => holdsObjects((answer.fields[name] as {shape: Shape}).shape));
	const others = Object.keys(answer.fields).filter(name => !arrays.includes(name) && name !== 'uri');
	const isList = arrays.length === 1 && (paging !== 'none' || others.length === 0);
	return [{path, paging, arrays, isList, answer, query: queryOf(document, item, operation)}];
};

/** The path that the addresses of a description begin with. */
const prefixOf = (document: Json): string => {
	const [server] = arrayAt(document, 'servers');
	const address = String(objectAt(server).url ?? '').replace(/\{\w+\}/g, 'x');
	return URL.canParse(address) ? new URL(address).pathname.replace(/\/$/, '') : '';
};

/** The operations of an OpenAPI file that may be lists, by their paths. */
export const describedLists = (document: unknown): readonly DescribedList[] => {
	if (!isObject(document)) return [];
	const prefix = prefixOf(document);
	return Object.entries(objectAt(document, 'paths')).flatMap(([path, item]) =>
		describe(document, prefix + path, objectAt(item)),
	);
};
