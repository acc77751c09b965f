import * as E from 'fp-ts/lib/Either.js';
import {type InvalidInput, invalidInput} from '../core/api-error.ts';
import {isDateOrDateTime} from '../core/date-time.ts';
import {showValue} from '../core/decode-reasons.ts';
import type {AnyList} from '../core/list.ts';
import {tableOption} from '../export/database/table-option.ts';
import {isAddress} from '../export/files/file-path.ts';
import {holdsPassword, isPostgresAddress} from '../export/postgres/options.ts';
import {type ListPlan, type Plan, type ProjectPlan, planShape} from './plan.ts';
import {type FindList, listsIn, type PlannedList} from './planned-lists.ts';

/** A plan that has been checked. */
export interface ReadPlan {
	/** A database, or a folder of datasets. */
	readonly target: {
		readonly kind: 'postgres' | 'folder';
		readonly address: string;
		readonly schema: string | undefined;
	};
	readonly projects: readonly ProjectPlan[];
	readonly lists: readonly PlannedList[];
	readonly concurrency: number;
	/** Milliseconds. */
	readonly continueFor: number;
}

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

/** Of a project, one list goes into a table: what another one brings would be in its way. */
const flawsOfTwins = (lists: readonly PlannedList[]): readonly string[] => {
	const taken = new Map<string, string>();
	const look = ({at, table, projects, children}: PlannedList): readonly string[] => [
		...projects.flatMap(project => {
			const place = JSON.stringify([project, table.toLowerCase()]);
			const other = taken.get(place);
			taken.set(place, other ?? at);
			return other === undefined
				? []
				: [`${at} goes into the table ${table}, as ${other} does: name another one (table)`];
		}),
		...children.flatMap(look),
	];
	return [...new Set(lists.flatMap(look))];
};

const flawsOfTables = (lists: readonly PlannedList[]): readonly string[] => {
	const tables = new Map<string, AnyList>();
	const flaws: string[] = [];
	const look = ({at, table, list, children}: PlannedList): void => {
		const other = tables.get(table) ?? list;
		tables.set(table, other);
		if (other.path !== list.path) {
			flaws.push(`${at} goes into the table ${table}, as another list does: name one of its own (table)`);
		}
		if (E.isLeft(tableOption.read(table, `${at}.table`, () => '')) || /^_|[/\\]/.test(table)) {
			flaws.push(`${at}.table must be a name of 1 to 42 bytes without dots and slashes, and not begin with _`);
		}
		children.forEach(look);
	};
	lists.forEach(look);
	return flaws;
};

const refused = (flaws: readonly string[]): E.Either<InvalidInput, never> =>
	E.left(invalidInput(`The plan cannot be used: ${flaws.join('; ')}. Nothing was requested or written.`));

/** Checks a plan; each flaw is told with where it is. Nothing is read or requested. */
export const readPlan = (given: unknown, findList: FindList): E.Either<InvalidInput, ReadPlan> => {
	const flaws = planShape.flawsOf(given, '');
	if (flaws.length > 0) return refused(flaws);
	const plan = given as Plan;
	const ownFlaws = [
		...flawsOfTarget(plan),
		...flawsOfProjects(plan),
		...plan.lists.flatMap((list, index) => flawsOfSlicing(list, `lists[${index}]`)),
	];
	if (ownFlaws.length > 0) return refused(ownFlaws);
	const {lists, flaws: listFlaws} = listsIn(plan, findList);
	const all = [...listFlaws, ...flawsOfTables(lists), ...flawsOfTwins(lists)];
	if (all.length > 0) return refused(all);
	const {target, schema, projects, concurrency = 8, continueFor = 12} = plan;
	const kind = isPostgresAddress(target) ? 'postgres' : 'folder';
	return E.right({
		target: {kind, address: target, schema},
		projects,
		lists,
		concurrency,
		continueFor: continueFor * hour,
	});
};
