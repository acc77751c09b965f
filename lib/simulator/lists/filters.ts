import {parseTime} from '../paging/date-time.ts';
import type {QueryValues} from '../paging/list-source.ts';
import type {Blueprint, SimulatedItem} from './blueprint.ts';
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

/** What parameters do, by their names; what stands before that is a field's name, but for its `_at`. The first that fits. */
const comparisons: readonly (readonly [name: RegExp, holds: Comparison])[] = [
	[/^(.+?)(?:_after|>)$/, byTime((time, bound) => time >= bound)],
	[/^(.+?)(?:_on_or)?(?:_before|<)$/, byTime((time, bound) => time <= bound)],
	[/^(.+)_on$/, onSameDay],
	[/^filter_(.+)$/, (value, wanted) => String(value).includes(wanted)],
	[/^(.+)$/, isSame],
];

const conditionFor = ({fields}: Blueprint, parameter: string, wanted: string): readonly Condition[] => {
	const name = snakeCase(parameter);
	for (const [pattern, holds] of comparisons) {
		const [, stem = ''] = pattern.exec(name) ?? [];
		const field = [stem, `${stem}_at`].find(candidate => fields.has(candidate));
		if (field !== undefined) return [item => (item[field] ?? null) !== null && holds(item[field], wanted)];
	}
	return [];
};

/** What a query's documented parameters want of items; those that stand for no field want nothing. */
export const conditionsOf = (blueprint: Blueprint, values: QueryValues): readonly Condition[] =>
	[...blueprint.terms.rules.keys()].flatMap(name => {
		const wanted = values.get(name);
		return wanted === undefined ? [] : conditionFor(blueprint, name, wanted);
	});
