import {countOf} from '../../core/noun.ts';
import {printable} from '../../core/printable.ts';
import type {Check, Verdict} from './check.ts';
import type {Facts} from './facts.ts';
import {answerChecks} from './report-answers.ts';
import {machineChecks, settingChecks} from './report-machine.ts';
import {networkChecks} from './report-network.ts';

/** The lines of the report. */
export const checksOf = (facts: Facts): readonly Check[] => [
	...machineChecks(facts),
	...settingChecks(facts),
	...networkChecks(facts),
	...answerChecks(facts),
];

const countVerdict = (checks: readonly Check[], wanted: Verdict): number =>
	checks.filter(({verdict}) => verdict === wanted).length;

/** `problem` where anything is one. */
export const verdictOf = (checks: readonly Check[]): Verdict =>
	(['problem', 'warning'] as const).find(verdict => countVerdict(checks, verdict) > 0) ?? 'ok';

const summaryOf = (checks: readonly Check[]): string => {
	const problems = countOf(countVerdict(checks, 'problem'), {one: 'problem', many: 'problems'});
	const warnings = countOf(countVerdict(checks, 'warning'), {one: 'warning', many: 'warnings'});
	return `${problems}, ${warnings}; nothing above is secret.`;
};

/** For people, and for bug reports. */
export const reportText = (checks: readonly Check[]): string => {
	const [verdicts, names] = [checks.map(({verdict}) => verdict), checks.map(({name}) => name)].map(words =>
		Math.max(...words.map(({length}) => length)),
	) as [number, number];
	const margin = ' '.repeat(verdicts + names + 4);
	const lines = checks.flatMap(({verdict, name, text, next}) => [
		`${verdict.padEnd(verdicts)}  ${name.padEnd(names)}  ${printable(text)}`,
		...(next === undefined ? [] : [`${margin}${printable(next)}`]),
	]);
	return `${[...lines, '', summaryOf(checks)].join('\n')}\n`;
};

/** For programs. */
export const reportJson = (checks: readonly Check[]): string =>
	`${JSON.stringify({verdict: verdictOf(checks), checks}, undefined, 2)}\n`;
