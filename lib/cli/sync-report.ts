import {countOf, grouped} from '../core/noun.ts';
import {printable} from '../core/printable.ts';
import type {Outcome, WalkFailure} from '../sync/outcomes.ts';
import type {ReadPlan} from '../sync/read-plan.ts';
import type {SyncSummary} from '../sync/run-sync.ts';
import {aligned} from './aligned.ts';
import {seconds} from './report.ts';
import {row, walk} from './sync-tally.ts';

/** Those that have the same in common, in the order of the first of each. */
const groupedBy = <T>(all: readonly T[], keyOf: (one: T) => string): ReadonlyArray<readonly [T, ...T[]]> => {
	const groups = new Map<string, [T, ...T[]]>();
	for (const one of all) {
		const key = keyOf(one);
		const group = groups.get(key);
		if (group === undefined) groups.set(key, [one]);
		else group.push(one);
	}
	return [...groups.values()];
};

const sliceLabel = / \/ \d{4}-\d{2}(?:-\d{2})?(?= \/ |$)/;

/** A label without the slice in it: `emea / voice logs` */
const withoutSlice = (label: string): string => label.replace(sliceLabel, '');

/** What made a walk fail, whichever request it was. */
const causeOf = ({message}: WalkFailure): string => message.replace(/(?<=^[A-Z]+ )\/\S*/, '');

/** Of failures with one cause the first. */
const causesOf = (failures: readonly WalkFailure[]): readonly WalkFailure[] =>
	groupedBy(failures, causeOf).map(([first]) => first);

/** What is to be said of an outcome beside its rows. */
const whyOf = ({outcome, walks, read, failed, skipped, remarks, failures}: Outcome): string => {
	const parts = [
		...(walks > 1 && failed > 0 ? [`${grouped(failed)} of ${countOf(walks, walk)} failed`] : []),
		...(walks > 1 && failed === 0 && read > 0 ? [countOf(walks, walk)] : []),
		...(outcome !== 'skipped' && skipped > 0 ? [`${grouped(skipped)} skipped`] : []),
		...causesOf(failures).map(({message}) => message),
		...remarks,
	];
	return parts.join('; ');
};

/** Skipped slices of a list stand in one line, and so do the walks of a project that failed of one cause. */
const lineOf = (one: Outcome): string => {
	const {label, project, outcome, walks, failures} = one;
	if (outcome === 'complete') return label;
	if (outcome === 'skipped') return JSON.stringify([outcome, withoutSlice(label), whyOf(one)]);
	return walks > 1 ? label : JSON.stringify([outcome, project, failures.map(causeOf)]);
};

const slice = {one: 'slice', many: 'slices'};

const nameOf = ([first, ...others]: readonly [Outcome, ...Outcome[]]): string => {
	if (others.length === 0) return first.label;
	if (first.outcome === 'failed') return `${first.label} and ${grouped(others.length)} more`;
	return `${withoutSlice(first.label)} (${countOf(others.length + 1, slice)})`;
};

/** What became of the walks of a plan, for those who look at it. */
export const outcomeTable = ({outcomes}: SyncSummary): string => {
	const lines = groupedBy(outcomes, lineOf).map(group => {
		const rows = group.reduce((sum, {rows}) => sum + rows, 0);
		const [first] = group;
		// Labels have keys of items in them: one with a line break would be another line.
		const [name, why] = [nameOf(group), whyOf(first)].map(printable);
		return [name, first.outcome, first.outcome === 'skipped' ? '' : grouped(rows), why];
	});
	const width = Math.max('ROWS'.length, ...lines.map(([, , rows = '']) => rows.length));
	const all = [['WALK', 'OUTCOME', 'ROWS', 'WHY'], ...lines];
	return aligned(
		all.map(([name = '', outcome = '', rows = '', why = '']) => [name, outcome, rows.padStart(width), why]),
	);
};

/** A line for each cause of failures of a project: `emea / voice logs and 17 more: …` */
export const failureLines = ({outcomes}: SyncSummary): readonly string[] => {
	const told = outcomes.flatMap(({project, failures}) => failures.map(failure => ({...failure, project})));
	const lines = groupedBy(told, failure => JSON.stringify([failure.project, causeOf(failure)])).map(
		([first, ...others]) =>
			`${first.walk}${others.length === 0 ? '' : ` and ${grouped(others.length)} more`}: ${first.message}`,
	);
	const untold = outcomes.reduce((sum, {failed, failures}) => sum + failed - failures.length, 0);
	return untold === 0 ? lines : [...lines, `${countOf(untold, walk)} more failed, of lists with many that did`];
};

type Goes = Pick<ReadPlan, 'continueFor'>;

/** What the next run does: one of a plan that goes on with nothing begins anew. */
export const nextTime = (goesOn: string, {continueFor}: Goes): string =>
	`the same command again ${continueFor > 0 ? goesOn : 'begins anew, since continueFor is 0'}`;

/** One line at the end: `12 walks: 10 complete, 2 skipped; 3,400 rows, 4.0 s` */
export const syncSummaryLine = ({outcomes, rows, elapsed, complete}: SyncSummary, plan: Goes): string => {
	const sum = (of: 'walks' | 'read' | 'skipped' | 'failed') => outcomes.reduce((all, {[of]: own}) => all + own, 0);
	const parts = Object.entries({complete: sum('read'), skipped: sum('skipped'), failed: sum('failed')})
		.filter(([, number]) => number > 0)
		.map(([what, number]) => `${grouped(number)} ${what}`);
	const walks = [countOf(sum('walks'), walk), parts.join(', ')].filter(text => text !== '').join(': ');
	return `${walks}; ${countOf(rows, row)}, ${seconds(elapsed)}${complete ? '' : `; ${nextTime('reads what is left', plan)}`}`;
};
