import * as t from 'io-ts';
import {parseTime} from '../paging/date-time.ts';
import type {QueryValues} from '../paging/list-source.ts';
import {type Blueprint, fieldsOf, type SimulatedItem} from './blueprint.ts';
import {snakeCase} from './snake-case.ts';

type Condition = (item: SimulatedItem) => boolean;

/** Whether a field's value is what a parameter wants. */
type Comparison = (value: unknown, wanted: string) => boolean;

const timeOf = (value: unknown): number | undefined => (typeof value === 'string' ? parseTime(value) : undefined);

const byTime =
	(compare: (time: number, bound: number) => boolean): Comparison =>
	(value, wanted) => {
		const [time, bound] = [timeOf(value), timeOf(wanted)];
		return time !== undefined && bound !== undefined && compare(time, bound);
	};

const dayOf = (time: number): number => Math.floor(time / 86_400_000);

const onSameDay = byTime((time, bound) => dayOf(time) === dayOf(bound));

const atSameTime = byTime((time, bound) => time === bound);

/** A date stands for the day. */
const isSame: Comparison = (value, wanted) =>
	String(value) === wanted || (/^\d{4}-\d{2}-\d{2}$/.test(wanted) ? onSameDay : atSameTime)(value, wanted);

const hasPart: Comparison = (value, wanted) => String(value).includes(wanted);

/** Compares numbers as they are dialled, whatever stands between the digits; `*` stands for any digit. */
const dialled =
	(around: (digits: string) => string): Comparison =>
	(value, wanted) =>
		new RegExp(around(wanted.replace(/[^\w*]/g, '').replaceAll('*', '\\d'))).test(String(value));

/**
 * What parameters do, by their names. What stands in parentheses is the name of a field; where nothing does, a number is
 * meant. The first counts whose field there is.
 */
const comparisons: readonly (readonly [name: RegExp, holds: Comparison])[] = [
	[/^(.+?)(?:_after|>)$/, byTime((time, bound) => time >= bound)],
	[/^(.+?)(?:_on_or)?(?:_before|<)$/, byTime((time, bound) => time <= bound)],
	[/^(.+)_on$/, onSameDay],
	[/^filter_(.+)$/, hasPart],
	[/^(.+)_matches$/, hasPart],
	[/^(.+)$/, isSame],
	[/^(.+)_enabled$/, isSame],
	[/^in_(.+)$/, isSame],
	[/^area_?code$/, dialled(digits => `^\\+1${digits}\\d{7}$`)],
	[/^starts_with$/, dialled(digits => `^\\+1?${digits}`)],
	[/^contains$/, dialled(digits => digits)],
	[/^ends_with$/, dialled(digits => `${digits}$`)],
];

/** Fields that parameters call by another name. */
const otherNames: ReadonlyMap<string, string> = new Map([
	['starts', 'join_from'],
	['ends', 'join_until'],
	['room_name', 'name'],
	['status', 'template_status'],
	['number', 'phone_number'],
]);

type ReadField = (item: SimulatedItem) => unknown;

/** Reads the field that parameters call by that name, which may be a capability. */
const fieldReader = ({fields}: Blueprint, name: string): ReadField | undefined => {
	const field = [name, `${name}_at`, otherNames.get(name) ?? ''].find(candidate => fields.has(candidate));
	if (field !== undefined) return item => item[field];
	const capabilities = fieldsOf(fields.get('capabilities') ?? t.undefined);
	const [capability] = capabilities.find(([candidate]) => candidate.toLowerCase() === name) ?? [];
	return capability === undefined ? undefined : ({capabilities: has}) => Object(has)[capability];
};

const conditionFor = (blueprint: Blueprint, parameter: string, wanted: string): readonly Condition[] => {
	const name = snakeCase(parameter);
	for (const [pattern, holds] of comparisons) {
		const match = pattern.exec(name);
		const read = match ? fieldReader(blueprint, match[1] ?? 'number') : undefined;
		if (read !== undefined) return [item => (read(item) ?? null) !== null && holds(read(item), wanted)];
	}
	return [];
};

/** What a query's documented parameters want of items; those that stand for no field want nothing. */
export const conditionsOf = (blueprint: Blueprint, values: QueryValues): readonly Condition[] =>
	[...blueprint.terms.rules.keys()].flatMap(name => {
		const wanted = values.get(name);
		return wanted === undefined ? [] : conditionFor(blueprint, name, wanted);
	});

/** How many items a query wants at most. */
export const limitOf = ({terms}: Blueprint, values: QueryValues): number => {
	const limit = terms.rules.has('max_results') ? Number(values.get('max_results')) : Number.NaN;
	return Number.isNaN(limit) ? Number.POSITIVE_INFINITY : limit;
};
