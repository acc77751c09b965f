import type * as t from 'io-ts';
import {shapeOf} from '../../core/codec-shape.ts';
import {type AnyList, keyOf, pageStyleOf} from '../../core/list.ts';
import type {PageContent} from '../../core/page.ts';
import type {QueryParameters} from '../../core/request-descriptor.ts';
import {show} from '../checks.ts';
import type {QueryValues} from '../paging/list-source.ts';
import {type ListTerms, termsOf} from '../paging/list-terms.ts';
import {hashOf, hashText} from '../seed/hash.ts';
import {createIdentity} from '../seed/identity.ts';
import type {Make} from './make.ts';
import {timeOfItem} from './make-time.ts';
import {makeValue} from './make-value.ts';
import {snakeCase} from './snake-case.ts';

export type SimulatedItem = Readonly<Record<string, unknown>>;

/** The item of that number, with the fields that a query brings. */
export type ReadItem = (number: number, values: QueryValues) => SimulatedItem;

/** All that the simulator reads off a list. */
export interface Blueprint {
	readonly list: AnyList;
	readonly terms: ListTerms;
	/** The fields of its items, those of all their forms together. */
	readonly fields: ReadonlyMap<string, t.Mixed>;
	readonly write: (page: PageContent) => object;
	/** How many items an answer can hold. */
	readonly most: number;
	/** The items below these parents: the same seed and parents give the same. */
	readonly below: (seed: number, parents: QueryParameters) => ReadItem;
}

type Fields = readonly (readonly [name: string, codec: t.Mixed])[];

/** The fields of objects, those of all their forms together. */
export const fieldsOf = (codec: t.Mixed): Fields => {
	const shape = shapeOf(codec);
	switch (shape._tag) {
		case 'InterfaceType':
		case 'PartialType':
			return Object.entries(shape.props);
		case 'ReadonlyType':
		case 'ExactType':
			return fieldsOf(shape.type);
		case 'IntersectionType':
		case 'UnionType':
			return shape.types.flatMap(fieldsOf);
		default:
			return [];
	}
};

/** What tells items apart is an ID, or where it is no text, their number. */
const makeKey = (codec: t.Mixed | undefined, seed: number): ((number: number) => string | number) =>
	codec === undefined || codec.is('') ? createIdentity(seed, 1).of : number => number + 1;

const makerOf = (list: AnyList, refuse: (why: string) => never): Make => {
	try {
		return makeValue(list.item, '');
	} catch (error) {
		return refuse((error as Error).message);
	}
};

/** Throws an Error of one sentence for a list of which too little is known. */
export const blueprintOf = (list: AnyList): Blueprint => {
	const refuse = (why: string): never => {
		throw new Error(`The list ${show(list.name)} cannot be simulated: ${why}.`);
	};
	const style = pageStyleOf(list);
	const {write = refuse('its page style says nothing of how answers are written')} = style;
	if ([null, '', 0].some(list.item.is)) refuse('its items need not be objects');
	const make = makerOf(list, refuse);
	const fields = new Map(fieldsOf(list.item));
	const brought = Object.entries(list.broughtBy ?? {});

	const below: Blueprint['below'] = (seed, parents) => {
		const own = hashOf(seed, hashText(list.name), hashText(JSON.stringify(parents)));
		const keys = keyOf(list).map(name => [name, makeKey(fields.get(name), hashOf(own, hashText(name)))] as const);
		const known = parents.filter(([name, value]) => fields.get(snakeCase(name))?.is(value));
		const above = known.map(([name, value]) => [snakeCase(name), value] as const);
		return (number, values) => {
			const item = make(hashOf(own, number), timeOfItem(number)) as Record<string, unknown>;
			for (const [name, makeKeyOf] of keys) item[name] = makeKeyOf(number);
			for (const [name, value] of above) item[name] = value;
			for (const [name, parameter] of brought) {
				if ([undefined, 'false'].includes(values.get(parameter))) delete item[name];
			}
			return item;
		};
	};

	return {list, terms: termsOf(list), fields, write, most: style.most ?? Number.POSITIVE_INFINITY, below};
};
