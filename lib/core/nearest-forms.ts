import * as t from 'io-ts';
import {isPlainObject} from './plain-object.ts';

type Tag = t.LiteralType<string | number | boolean> | t.KeyofType<Record<string, unknown>>;

const isTag = (codec: unknown): codec is Tag => codec instanceof t.LiteralType || codec instanceof t.KeyofType;

const propertiesOf = (codec: t.Mixed): t.Props => {
	if (codec instanceof t.InterfaceType) return codec.props;
	return codec instanceof t.IntersectionType ? Object.assign({}, ...codec.types.map(propertiesOf)) : {};
};

/** The fields that tell a form from others. */
const tagsOf = (form: t.Mixed): readonly (readonly [name: string, codec: Tag])[] =>
	Object.entries(propertiesOf(form)).flatMap(([name, codec]) => (isTag(codec) ? [[name, codec] as const] : []));

const formsOf = (codec: unknown): readonly t.Mixed[] => {
	if (!(codec instanceof t.UnionType)) return [];
	const forms: readonly t.Mixed[] = codec.types;
	return forms.filter(form => Object.keys(propertiesOf(form)).length > 0);
};

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
	if (!(union?.type instanceof t.UnionType) || !isPlainObject(value)) return errors;
	const forms: readonly t.Mixed[] = union.type.types;
	const formOf = (error: t.ValidationError) => forms[Number(error.context[at + 1]?.key)];
	const meant = errors.filter(error => {
		const form = formOf(error);
		return form !== undefined && hasTagsOf(form, value);
	});
	if (meant.length > 0) return meant;
	const unknown = unknownTag(context, value);
	if (unknown.length > 0) return unknown;
	const objects = formsOf(union.type);
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
