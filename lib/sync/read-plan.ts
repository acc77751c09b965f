import * as E from 'fp-ts/lib/Either.js';
import {invalidInput} from '../core/api-error.ts';
import {isDateOrDateTime} from '../core/date-time.ts';
import {showValue} from '../core/decode-reasons.ts';
import type {AnyList} from '../core/list.ts';
import {tableOption} from '../export/database/table-option.ts';
import {isAddress} from '../export/files/file-path.ts';
import {holdsPassword, isPostgresAddress} from '../export/postgres/options.ts';
import {PaginationError} from '../pagination/pagination-error.ts';
import {type ListPlan, type Plan, type ProjectPlan, planShape} from './plan.ts';
import {listsIn, type PlannedList, withChildren} from './planned-lists.ts';
import {hashOf} from './walks.ts';

/** A plan that has been checked. */
export interface ReadPlan extends Pick<Plan, 'target' | 'schema' | 'projects'> {
	readonly lists: readonly PlannedList[];
	readonly concurrency: number;
	/** Milliseconds. */
	readonly continueFor: number;
	/** The same for plans of the same walks. */
	readonly id: string;
}

/** The lists of a plan that are read of a project. */
export const listsFor = ({lists}: ReadPlan, {name}: {readonly name: string}): readonly PlannedList[] =>
	lists.filter(({projects}) => projects.includes(name));

const hour = 3_600_000;

const flawsOfTarget = ({target, schema}: Plan): readonly string[] => {
	const isDatabase = isPostgresAddress(target);
	if (isDatabase && holdsPassword(target)) {
		return [
			'target holds a password, which is not to stand in a file: set PGPASSWORD or DATABASE_URL, or use ~/.pgpass',
		];
	}
	if (!isDatabase && (isAddress(target) || !/[/\\]$/.test(target))) {
		// Of what may be an address nothing is shown: there may be a password in it.
		return ['target must be an address that begins with postgres://, or a folder that ends in /'];
	}
	return schema === undefined || isDatabase ? [] : ['schema is for a database: leave it out'];
};

const twice = (texts: readonly string[]): readonly string[] =>
	texts.filter((text, index) => texts.indexOf(text) < index);

const flawsOfProjects = ({projects, lists}: Plan): readonly string[] => {
	const names = projects.map(({name}) => name);
	const strangers = lists.flatMap(({projects: own = []}, index) =>
		own
			.filter(name => !names.includes(name))
			.map(name => `lists[${index}].projects names ${showValue(name)}, which is no project of this plan`),
	);
	const both = (one: keyof ProjectPlan, other: keyof ProjectPlan) =>
		projects.flatMap((project, index) =>
			project[one] !== undefined && project[other] !== undefined
				? [`projects[${index}] has ${one} and ${other}: choose one`]
				: [],
		);
	return [
		...twice(names).map(name => `projects has ${showValue(name)} twice: each needs a name of its own`),
		...strangers,
		...both('space', 'baseUrl'),
		...both('tokenVariable', 'tokenFile'),
	];
};

/** Of a list that is sliced, and what is for slices alone of one that is not. */
const flawsOfSlicing = (list: ListPlan, at: string): readonly string[] => {
	const {slice, since, lookback, sliceDespiteNull} = list;
	if (slice === undefined) {
		return Object.entries({since, lookback, sliceDespiteNull}).flatMap(([name, value]) =>
			value === undefined ? [] : [`${at}.${name} is for slices: add slice, or leave it out`],
		);
	}
	if (since === undefined) return [`${at}.slice needs since, the first day to be read`];
	const isDay = since.length === 'YYYY-MM-DD'.length && isDateOrDateTime(since) && since >= '2000';
	return isDay ? [] : [`${at}.since must be a day from 2000 on, such as "2026-01-01"`];
};

const isTable = (name: string): boolean => E.isRight(tableOption.read(name, '', () => '')) && !/^_|[/\\]/.test(name);

/** A table takes one list, and of a project only once: what another one brings would be in its way. */
const flawsOfTables = (lists: readonly PlannedList[]): readonly string[] => {
	const all = lists.flatMap(withChildren);
	return all.flatMap(({at, table, list, projects}, index) => {
		const other = all
			.slice(0, index)
			.filter(before => before.table.toLowerCase() === table.toLowerCase())
			.find(before => before.list.path !== list.path || before.projects.some(name => projects.includes(name)));
		return [
			...(other ? [`${at} goes into the table ${table}, as ${other.at} does: name another one (table)`] : []),
			...(isTable(table)
				? []
				: [`${at}.table must be a name of 1 to 42 bytes without dots and slashes, and not begin with _`]),
		];
	});
};

const check = (flaws: readonly string[]): void => {
	if (flaws.length === 0) return;
	const text = `The plan cannot be used: ${flaws.join('; ')}. Nothing was requested or written.`;
	throw new PaginationError(invalidInput(text));
};

/**
 * Checks a plan. Nothing is read or requested.
 *
 * @param ownLists which it may name beside those of the catalogue
 * @throws {PaginationError} of kind `invalid-input`, with all flaws of the plan and where they are
 */
export const readPlan = (given: unknown, ownLists: readonly AnyList[] = []): ReadPlan => {
	check(planShape.flawsOf(given, ''));
	const plan = given as Plan;
	check([
		...flawsOfTarget(plan),
		...flawsOfProjects(plan),
		...plan.lists.flatMap((list, index) => flawsOfSlicing(list, `lists[${index}]`)),
	]);
	const {lists, flaws} = listsIn(plan, ownLists);
	check([...flaws, ...flawsOfTables(lists)]);
	const {target, schema, projects, concurrency = 8, continueFor = 12} = plan;
	const id = hashOf([projects.map(({name}) => name), plan.lists]);
	return {target, schema, projects, lists, concurrency, continueFor: continueFor * hour, id};
};
