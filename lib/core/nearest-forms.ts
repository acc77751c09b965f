import * as t from 'io-ts';
import {shapeOf} from './codec-shape.ts';
import {isPlainObject} from './plain-object.ts';

/** The properties of an object; of an intersection, those of all its parts. */
const propertiesOf = (codec: t.Mixed): t.Props => {
	const shape = shapeOf(codec);
	if (shape._tag === 'InterfaceType') return shape.props;
	return shape._tag === 'IntersectionType' ? Object.assign({}, ...shape.types.map(propertiesOf)) : {};
};

const isTag = (codec: t.Mixed): boolean => ['LiteralType', 'KeyofType'].includes(shapeOf(codec)._tag ?? '');

/** The fields that tell a form from others. */
const tagsOf = (form: t.Mixed): readonly (readonly [name: string, codec: t.Mixed])[] =>
	Object.entries(propertiesOf(form)).filter(([, codec]) => isTag(codec));

const membersOf = (codec: unknown): readonly t.Mixed[] | undefined => {
	const shape = shapeOf(codec);
	return shape._tag === 'UnionType' ? shape.types : undefined;
};

const formsOf = (codec: unknown): readonly t.Mixed[] =>
	(membersOf(codec) ?? []).filter(form => Object.keys(propertiesOf(form)).length > 0);

/** Where an error's context comes to a union of several objects; -1 where it does not. */
const unionIn = ({context}: t.ValidationError): number => context.findIndex(({type}) => formsOf(type).length > 1);

const hasTagsOf = (form: t.Mixed, value: Readonly<Record<string, unknown>>): boolean => {
	const tags = tagsOf(form);
	return tags.length > 0 && tags.every(([name, codec]) => codec.is(value[name]));
};

/** That a value has a tag which no form knows, said once for all forms. */
const unknownTag = (context: t.Context, value: Readonly<Record<string, unknown>>): t.Errors => {
	const tags = formsOf(context.at(-1)?.type).flatMap(tagsOf);
	const [name, first] = tags.find(([tag]) => value[tag] !== undefined) ?? [];
	if (name === undefined || first === undefined) return [];
	const known = tags.flatMap(([tag, codec]) => (tag === name ? [codec.name] : [])).join(' | ');
	const type = new t.Type<unknown>(known, first.is, (found, entry) => t.failure(found, entry), t.identity);
	return [{value: value[name], context: [...context, {key: '0', type}, {key: name, type, actual: value[name]}]}];
};

/** What is wrong with a value that none of a union's forms takes, in view of the form that it was meant to be. */
const narrow = (errors: t.Errors, at: number): t.Errors => {
	const context = errors[0]?.context.slice(0, at + 1) ?? [];
	const union = context[at];
	const value = union?.actual;
	const forms = membersOf(union?.type);
	if (forms === undefined || !isPlainObject(value)) return errors;
	const formOf = (error: t.ValidationError) => forms[Number(error.context[at + 1]?.key)];
	const meant = errors.filter(error => {
		const form = formOf(error);
		return form !== undefined && hasTagsOf(form, value);
	});
	if (meant.length > 0) return meant;
	const unknown = unknownTag(context, value);
	if (unknown.length > 0) return unknown;
	const objects = formsOf(union?.type);
	const countOf = (form: t.Mixed) => errors.filter(error => formOf(error) === form).length;
	const fewest = Math.min(...objects.map(countOf));
	const far = new Set(objects.filter(form => countOf(form) > fewest));
	return errors.filter(error => !far.has(formOf(error) as t.Mixed));
};

/** Errors of unions of objects: those of the form that was meant, by its literal fields, or that has the fewest errors. */
export const nearestForms = (errors: t.Errors): t.Errors => {
	const groups = new Map<string, t.ValidationError[]>();
	for (const error of errors) {
		const at = unionIn(error);
		const place = at < 0 ? '' : JSON.stringify(error.context.slice(0, at + 1).map(({key}) => key));
		const group = groups.get(place);
		if (group === undefined) groups.set(place, [error]);
		else group.push(error);
	}
	return [...groups].flatMap(([place, group]) => {
		const [first] = group;
		return place === '' || first === undefined ? group : narrow(group, unionIn(first));
	});
};
