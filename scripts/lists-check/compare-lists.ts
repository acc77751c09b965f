import {type AnyList, pageStyleOf} from '../../lib/core/list.ts';
import {Parameter} from '../../lib/core/parameter.ts';
import {parametersOf} from '../../lib/core/query-codec.ts';
import {compareKnown, compareShapes, type Difference} from './compare-shapes.ts';
import type {DescribedList, DescribedParameter, Paging} from './description.ts';
import type {Shape} from './shape.ts';
import {shapeOfCodec} from './shape-of-codec.ts';

const pagingOf = (list: AnyList): Paging => {
	const token = pageStyleOf(list).paging?.token;
	if (token === undefined) return 'none';
	return token === 'PageToken' ? 'next_page_uri' : 'links';
};

/** The field that a list's answers hold their entries in; none where an answer is the item itself. */
const itemsFieldOf = (list: AnyList): string | undefined => {
	const answer = pageStyleOf(list).write?.({items: [{}], links: {}, number: 0, size: 1}) ?? {};
	return Object.entries(answer).find(([, value]) => Array.isArray(value))?.[0];
};

const itemOf = ({answer}: DescribedList, field: string | undefined): Shape | undefined => {
	if (field === undefined) return answer;
	const shape = answer.fields[field]?.shape;
	return shape?.kind === 'array' ? shape.of : undefined;
};

/** What parameters are asked for, by what they are described as: times and tokens are texts there. */
const types: Readonly<Record<string, string>> = {date: 'text', boolean: 'boolean', integer: 'integer', text: 'text'};

const compareParameter = (own: unknown, there: DescribedParameter, at: string): readonly Difference[] => {
	if (!(own instanceof Parameter)) return [{at, what: 'says nothing of itself here'}];
	const {type, choices = [], minimum, maximum} = own.described;
	const bound = (name: string, here: number | undefined, described: number | undefined) =>
		described === undefined || described === here
			? []
			: [{at, what: `has the ${name} ${described} in the description, ${here ?? 'none'} here`}];
	return [
		...(types[type] === there.type ? [] : [{at, what: `is ${there.type} in the description, ${type} here`}]),
		...(there.required ? [{at, what: 'is required in the description, and not here'}] : []),
		...compareKnown(choices, there.known, at),
		...bound('minimum', minimum, there.minimum),
		...bound('maximum', maximum, there.maximum),
	];
};

const compareQueries = (list: AnyList, {query}: DescribedList): readonly Difference[] => {
	const own = Object.entries(parametersOf(list.query)).filter(
		([, codec]) => !(codec instanceof Parameter) || codec.described.in === 'query',
	);
	const here = new Map<string, unknown>(own);
	return [...new Set([...here.keys(), ...Object.keys(query)])].flatMap((name): readonly Difference[] => {
		const at = `?${name}`;
		const there = query[name];
		if (there === undefined) return [{at, what: 'is not in the description'}];
		return here.has(name) ? compareParameter(here.get(name), there, at) : [{at, what: 'is new'}];
	});
};

/** What a list of the catalogue says against what a description says of the same path. */
export const compareList = (list: AnyList, described: DescribedList): readonly Difference[] => {
	const paging = pagingOf(list);
	const field = itemsFieldOf(list);
	const item = itemOf(described, field);
	return [
		...(paging === described.paging
			? []
			: [{at: 'paging', what: `is ${described.paging} in the description, ${paging} here`}]),
		...compareQueries(list, described),
		...(item === undefined
			? [
					{
						at: 'items',
						what: `are in ${described.arrays.join(' or ') || 'no array'} in the description, in ${field} here`,
					},
				]
			: compareShapes(shapeOfCodec(list.item), item, 'item')),
	];
};
