import {invalidInput} from '../core/api-error.ts';
import {showValue} from '../core/decode-reasons.ts';
import type {AnyList} from '../core/list.ts';
import {isAddress} from '../export/files/file-path.ts';
import {holdsPassword, isPostgresAddress} from '../export/postgres/options.ts';
import {PaginationError} from '../pagination/pagination-error.ts';
import {type Plan, planShape} from './plan.ts';
import {listsIn, type PlannedList, withChildren} from './planned-lists.ts';
import {flawIf} from './shape.ts';
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

const areBoth = (one: unknown, other: unknown): boolean => one !== undefined && other !== undefined;

const flawsOfProjects = ({projects}: Plan): readonly string[] =>
	projects.flatMap(({name, space, baseUrl, tokenVariable, tokenFile}, index) => [
		...flawIf(
			projects.findIndex(other => other.name === name) < index,
			`projects has ${showValue(name)} twice: each needs a name of its own`,
		),
		...flawIf(areBoth(space, baseUrl), `projects[${index}] has space and baseUrl: choose one`),
		...flawIf(areBoth(tokenVariable, tokenFile), `projects[${index}] has tokenVariable and tokenFile: choose one`),
	]);

/** A table takes one list, and of a project only once: what another one brings would be in its way. */
const flawsOfTables = (lists: readonly PlannedList[]): readonly string[] => {
	const all = lists.flatMap(withChildren);
	return all.flatMap(({at, table, list, projects}, index) => {
		const other = all
			.slice(0, index)
			.filter(before => before.table.toLowerCase() === table.toLowerCase())
			.find(before => before.list.path !== list.path || before.projects.some(name => projects.includes(name)));
		return other ? [`${at} goes into the table ${table}, as ${other.at} does: name another one (table)`] : [];
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
	const {lists, flaws} = listsIn(plan, ownLists);
	check([...flawsOfTarget(plan), ...flawsOfProjects(plan), ...flaws, ...flawsOfTables(lists)]);
	const {target, schema, projects, concurrency = 8, continueFor = 12} = plan;
	const id = hashOf([projects.map(({name}) => name), plan.lists]);
	return {target, schema, projects, lists, concurrency, continueFor: continueFor * hour, id};
};
