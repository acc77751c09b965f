import {type Check, ok, problem, warning} from './check.ts';
import type {Facts, OptionalPackage, Setting} from './facts.ts';

const packageCheck = ({name, neededFor, version, flaw}: OptionalPackage): Check => {
	if (flaw !== undefined) {
		return warning(
			name,
			`cannot be loaded (${flaw})`,
			`It is needed for ${neededFor}: run "npm install ${name}" anew.`,
		);
	}
	return ok(name, version ?? `not installed; needed for ${neededFor}`);
};

/** What runs here. */
export const machineChecks = ({version, runtime, packages, hasSqlite}: Facts): readonly Check[] => [
	ok('version', `signalwire-paginate ${version}`),
	ok('runtime', `${runtime.name} ${runtime.version}`),
	ok('platform', runtime.platform),
	...packages.map(packageCheck),
	ok('node:sqlite', hasSqlite ? 'there' : 'not in this runtime'),
];

/** How a setting that must be there is set. */
const howToSet: Readonly<Record<string, string>> = {
	space: 'Use --space NAME, or set SIGNALWIRE_SPACE; --demo needs no account.',
	'project ID': 'Set SIGNALWIRE_PROJECT_ID, or use --project-id ID.',
	'API token': 'Set SIGNALWIRE_API_TOKEN, or use --token-file FILE.',
};

/** Whether it must be there, and is not. */
export const isLacking = ({name, from}: Setting): boolean => from === undefined && Object.hasOwn(howToSet, name);

const swapped = 'Check whether project ID and API token are swapped: a project ID is a UUID.';

const settingCheck = ({name, from, shown, isToken = false}: Setting): Check => {
	if (isToken) return problem(name, `looks like an API token, from ${from}`, swapped);
	if (from !== undefined) return ok(name, `${shown === undefined ? '' : `${shown}, `}from ${from}`);
	const next = howToSet[name];
	return next === undefined ? ok(name, 'not set; few lists need it') : problem(name, 'not set', next);
};

/** Where settings come from, and what is wrong with them. */
export const settingChecks = ({settings, flaws}: Facts): readonly Check[] =>
	settings.map(setting =>
		setting.name === 'space' && setting.from !== undefined && flaws.space !== undefined
			? problem('space', `from ${setting.from}, cannot be used`, flaws.space)
			: settingCheck(setting),
	);
