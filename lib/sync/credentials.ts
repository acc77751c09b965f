import {readFileSync} from 'node:fs';
import {homedir} from 'node:os';
import {join} from 'node:path';
import {invalidInput} from '../core/api-error.ts';
import type {Environment} from '../environment.ts';
import {PaginationError} from '../pagination/pagination-error.ts';
import type {ProjectPlan} from './plan.ts';

const refuse = (text: string): never => {
	throw new PaginationError(invalidInput(`${text}. Nothing was requested or written.`));
};

const pathOf = (file: string): string => (/^~[/\\]/.test(file) ? join(homedir(), file.slice(2)) : file);

/** The token of a project: of the file or the variable that the plan names, or the usual one. */
export const tokenOf = (
	{name, tokenVariable, tokenFile}: ProjectPlan,
	environment: Environment,
): string | undefined => {
	if (tokenFile !== undefined) {
		try {
			return readFileSync(pathOf(tokenFile), 'utf8').trim();
		} catch (error) {
			// Without its name: somebody may have written the token in its place.
			return refuse(
				`The token file of project ${name} cannot be read (${Reflect.get(Object(error), 'code')}): check tokenFile`,
			);
		}
	}
	if (tokenVariable === undefined) return environment.SIGNALWIRE_API_TOKEN;
	const token: unknown = Reflect.get(environment, tokenVariable);
	// Without its name, for the same reason.
	return typeof token === 'string' && token !== ''
		? token
		: refuse(`The variable that tokenVariable of project ${name} names is not set: set it to the API token`);
};
