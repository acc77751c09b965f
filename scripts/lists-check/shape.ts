/** What a value may be, as a codec or an OpenAPI schema says it. */
export type Shape = {readonly nullable: boolean} & (
	| {readonly kind: 'object'; readonly fields: Readonly<Record<string, Field>>}
	| {readonly kind: 'array'; readonly of: Shape}
	| {readonly kind: 'union'; readonly forms: readonly Shape[]}
	| {
			readonly kind: 'text' | 'integer' | 'number' | 'boolean';
			readonly format: string;
			readonly known: readonly string[];
	  }
	/** Of a record no field is known. */
	| {readonly kind: 'record' | 'null' | 'anything'}
);

export interface Field {
	readonly required: boolean;
	readonly shape: Shape;
}

export type ObjectShape = Extract<Shape, {kind: 'object'}>;

export const scalar = (
	kind: 'text' | 'integer' | 'number' | 'boolean',
	known: readonly unknown[] = [],
	format = '',
): Shape => ({kind, format, known: known.map(String), nullable: false});

export const plain = (kind: 'record' | 'null' | 'anything'): Shape => ({kind, nullable: kind === 'null'});

/** One of several shapes; where null is one of them, it is said apart. */
export const oneOf = (shapes: readonly Shape[]): Shape => {
	const forms = shapes.filter(({kind}) => kind !== 'null');
	const nullable = forms.length < shapes.length || forms.some(form => form.nullable);
	const [only = plain('null')] = forms;
	return forms.length < 2 ? {...only, nullable: only.nullable || nullable} : {kind: 'union', forms, nullable};
};

/** Both at once: what `allOf` and an intersection mean. */
export const allOf = (shapes: readonly Shape[]): Shape => {
	const objects = shapes.filter(shape => shape.kind === 'object');
	const [first = plain('anything')] = shapes;
	if (objects.length < shapes.length || objects.length === 0) return first;
	return {kind: 'object', nullable: false, fields: Object.assign({}, ...objects.map(({fields}) => fields))};
};

const mergeScalars = (shapes: readonly Shape[]): Shape => {
	const [first = plain('anything')] = shapes;
	if (!('known' in first)) return first;
	return {...first, known: [...new Set(shapes.flatMap(shape => ('known' in shape ? shape.known : [])))]};
};

/** Of several objects the one that has the fields of all; required are those that all have. */
const mergeObjects = (objects: readonly ObjectShape[]): Shape => {
	const names = [...new Set(objects.flatMap(({fields}) => Object.keys(fields)))];
	const fieldOf = (name: string): Field => {
		const given = objects.flatMap(({fields}) => fields[name] ?? []);
		const required = given.length === objects.length && given.every(field => field.required);
		return {required, shape: merged(oneOf(given.map(({shape}) => shape)))};
	};
	return {
		kind: 'object',
		nullable: objects.some(({nullable}) => nullable),
		fields: Object.fromEntries(names.map(name => [name, fieldOf(name)])),
	};
};

/** A union as the one shape that all its forms fit, where they are of one kind. */
export const merged = (shape: Shape): Shape => {
	if (shape.kind !== 'union') return shape;
	const {forms, nullable} = shape;
	const objects = forms.filter(form => form.kind === 'object');
	if (objects.length === forms.length) return {...mergeObjects(objects), nullable};
	const kinds = new Set(forms.map(({kind}) => kind));
	return kinds.size === 1 && !kinds.has('array') ? {...mergeScalars(forms), nullable} : shape;
};
