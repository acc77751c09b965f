import {inspect} from 'node:util';
import {expect} from '@jest/globals';
import {credentials} from '../../support/server.ts';

const {projectId, apiToken} = credentials;
const encoded = Buffer.from(`${projectId}:${apiToken}`).toString('base64');

/** The token and the whole credentials, in every form in which they travel. */
const forms = [
	apiToken,
	apiToken.toLowerCase(),
	[...apiToken].map(character => `%${character.charCodeAt(0).toString(16)}`).join(''),
	encoded,
	encoded.replace(/=+$/, ''),
	encodeURIComponent(encoded),
];

const everythingOf = (value: unknown): string =>
	[
		inspect(value, {depth: Number.POSITIVE_INFINITY, showHidden: true, getters: true}),
		String(value),
		JSON.stringify(value),
		...(value instanceof Error ? [value.message, value.stack, inspect(value.cause, {depth: null})] : []),
	].join('\n');

/** However it is looked at, none of these values holds credentials. */
export const expectNoSecrets = (...values: readonly unknown[]): void => {
	const printed = values.map(everythingOf).join('\n');
	for (const form of forms) expect(printed.includes(form)).toBe(false);
};
