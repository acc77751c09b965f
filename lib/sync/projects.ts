import {readFileSync} from 'node:fs';
import {homedir} from 'node:os';
import {join} from 'node:path';
import * as E from 'fp-ts/lib/Either.js';
import {pipe} from 'fp-ts/lib/function.js';
import {type ClientOptions, readProject} from '../client/client-options.ts';
import {invalidInput} from '../core/api-error.ts';
import type {Environment} from '../environment.ts';
import type {Client} from '../pagination/client.ts';
import {isPaginationError, orThrow, PaginationError} from '../pagination/pagination-error.ts';
import type {ProjectPlan} from './plan.ts';
import type {Whose} from './walks.ts';

const flawOf = ({name}: ProjectPlan, {message}: {readonly message: string}) =>
	invalidInput(`Project ${name} of the plan: ${message}`);

export const addressOf = (
	{space, baseUrl, projectId}: ProjectPlan,
	{SIGNALWIRE_SPACE, SIGNALWIRE_PROJECT_ID}: Environment,
) => ({
	space: space ?? (baseUrl === undefined ? SIGNALWIRE_SPACE : undefined),
	baseUrl,
	projectId: projectId ?? SIGNALWIRE_PROJECT_ID,
});

/** Whose lists a project's are; no token is looked for. */
export const whoseOf = (project: ProjectPlan, environment: Environment): Whose =>
	pipe(
		readProject(addressOf(project, environment), environment),
		E.map(({base, projectId}) => ({name: project.name, space: new URL(base.origin).hostname, projectId})),
		E.mapLeft(flaw => flawOf(project, flaw)),
		result => orThrow(result),
	);

/** The projects of a plan, and whose they are: rows tell them apart by their spaces and IDs. */
export const projectsOf = (
	{projects}: {readonly projects: readonly ProjectPlan[]},
	environment: Environment,
): ReadonlyArray<{readonly project: ProjectPlan; readonly whose: Whose}> => {
	const names = new Map<string, string>();
	return projects.map(project => {
		const whose = whoseOf(project, environment);
		const {name, space, projectId} = whose;
		const other = names.get(`${space} ${projectId}`);
		if (other !== undefined) {
			throw new PaginationError(
				invalidInput(`${other} and ${name} are one project of the plan, ${projectId} of ${space}: leave one out`),
			);
		}
		names.set(`${space} ${projectId}`, name);
		return {project, whose};
	});
};

const refuse = (text: string): never => {
	throw new PaginationError(invalidInput(`${text}. Nothing was requested or written.`));
};

const pathOf = (file: string): string => (/^~[/\\]/.test(file) ? join(homedir(), file.slice(2)) : file);

/** The token of a project: of the file or the variable that the plan names, or the usual one. */
const tokenOf = ({tokenVariable, tokenFile}: ProjectPlan, environment: Environment): string | undefined => {
	if (tokenFile !== undefined) {
		try {
			return readFileSync(pathOf(tokenFile), 'utf8').trim();
		} catch (error) {
			// Without its name: somebody may have written the token in its place.
			return refuse(`The token file cannot be read (${Reflect.get(Object(error), 'code')}): check tokenFile`);
		}
	}
	if (tokenVariable === undefined) return environment.SIGNALWIRE_API_TOKEN;
	const token: unknown = Reflect.get(environment, tokenVariable);
	// Without its name, for the same reason.
	return typeof token === 'string' && token !== ''
		? token
		: refuse('The variable that tokenVariable names is not set: set it to the API token');
};

/** How to reach a project of a plan. */
export const clientOptionsOf = (project: ProjectPlan, environment: Environment): ClientOptions => ({
	...addressOf(project, environment),
	apiToken: tokenOf(project, environment),
	...(project.requestsPerSecond && {throttle: {limit: project.requestsPerSecond}}),
});

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
