import {readFileSync} from 'node:fs';
import * as E from 'fp-ts/lib/Either.js';
import {type ClientOptions, readProject} from '../client/client-options.ts';
import {type InvalidInput, invalidInput} from '../core/api-error.ts';
import type {Environment} from '../environment.ts';
import {isPostgresAddress} from '../export/postgres/options.ts';
import {addressOf, type Client} from '../pagination/client.ts';
import {isPaginationError, orThrow, PaginationError} from '../pagination/pagination-error.ts';
import {fromHome} from './from-home.ts';
import type {Plan, ProjectPlan} from './plan.ts';
import type {Whose} from './walks.ts';

const refuse = (text: string): never => {
	throw new PaginationError(invalidInput(`${text}. Nothing was requested or written.`));
};

const flawOf = ({name}: ProjectPlan, {message}: {readonly message: string}) =>
	invalidInput(`Project ${name} of the plan: ${message}`);

/** Whose lists a project's are; no token is looked for. */
export const whoseOf = (project: ProjectPlan, environment: Environment): Whose => {
	const read = readProject(project, environment);
	const {base, projectId} = orThrow(E.mapLeft((flaw: InvalidInput) => flawOf(project, flaw))(read));
	return {name: project.name, space: new URL(base.origin).hostname, projectId, baseUrl: addressOf(base)};
};

/** Refuses two projects whose rows would be taken for each other's: a database tells projects apart by their IDs alone. */
const refuseTwins = (all: readonly Whose[], isDatabase: boolean): void => {
	for (const [index, {name, space, projectId}] of all.entries()) {
		const twins = all.slice(0, index).filter(other => other.projectId === projectId);
		const [twin, elsewhere] = [twins.find(other => other.space === space), twins[0]];
		if (twin) refuse(`${twin.name} and ${name} are one project of the plan, ${projectId} of ${space}: leave one out`);
		if (!isDatabase || !elsewhere) continue;
		const spaces = `${elsewhere.space} and ${space}`;
		refuse(
			`${elsewhere.name} and ${name} have one ID, ${projectId}, in ${spaces}, and a database tells projects apart by their IDs: give one of them a plan with a schema of its own`,
		);
	}
};

/** The projects of a plan, and whose they are: rows tell them apart by that. */
export const projectsOf = (
	{projects, target}: Pick<Plan, 'projects' | 'target'>,
	environment: Environment,
): ReadonlyArray<{readonly project: ProjectPlan; readonly whose: Whose}> => {
	const all = projects.map(project => ({project, whose: whoseOf(project, environment)}));
	refuseTwins(
		all.map(({whose}) => whose),
		isPostgresAddress(target),
	);
	return all;
};

/** Without its name, wherever it fails: somebody may have written the token in its place. */
const tokenIn = (file: string): string => {
	try {
		const token = readFileSync(fromHome(file), 'utf8').trim();
		return token === '' ? refuse('The token file is empty: check tokenFile') : token;
	} catch (error) {
		if (isPaginationError(error)) throw error;
		return refuse(`The token file cannot be read (${Reflect.get(Object(error), 'code')}): check tokenFile`);
	}
};

/** The token of a project: of the file or the variable that the plan names, or the usual one. */
const tokenOf = ({tokenVariable, tokenFile}: ProjectPlan, environment: Environment): string | undefined => {
	if (tokenFile !== undefined) return tokenIn(tokenFile);
	if (tokenVariable === undefined) return environment.SIGNALWIRE_API_TOKEN;
	const token: unknown = Reflect.get(environment, tokenVariable);
	// Without its name, for the same reason.
	return typeof token === 'string' && token !== ''
		? token
		: refuse('The variable that tokenVariable names is not set: set it to the API token');
};

/** How to reach a project of a plan. */
export const clientOptionsOf = (project: ProjectPlan, environment: Environment): ClientOptions => {
	const {space, baseUrl, projectId, requestsPerSecond: limit} = project;
	return {
		space: space ?? (baseUrl === undefined ? environment.SIGNALWIRE_SPACE : undefined),
		baseUrl,
		projectId: projectId ?? environment.SIGNALWIRE_PROJECT_ID,
		apiToken: tokenOf(project, environment),
		...(limit && {throttle: {limit}}),
	};
};

/** Makes the client of a project, by whoever knows how; what is wrong with it is told with its name. */
export const openClient = async (
	project: ProjectPlan,
	open: (project: ProjectPlan) => Client | Promise<Client>,
): Promise<Client> => {
	try {
		return await open(project);
	} catch (error) {
		if (!isPaginationError(error) || error.kind !== 'invalid-input') throw error;
		throw new PaginationError(flawOf(project, error));
	}
};
