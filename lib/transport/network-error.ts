import type {NetworkError} from '../core/api-error.ts';
import {type RequestDescriptor, requestTarget} from '../core/request-descriptor.ts';
import {certificateCode, tlsCode} from './error-codes.ts';
import {adviceOnRoute, type Route, routeText} from './route.ts';
import {codeOf, wordsOf} from './thrown.ts';

/** By the code of an error, or by its words where these mean something else than they say. */
const advice: ReadonlyArray<readonly [code: RegExp, words: RegExp, advice: string]> = [
	[/ENOTFOUND|EAI_AGAIN/, /^$/, 'Check the name of the space, and the network.'],
	[/ECONNREFUSED/, /^$/, 'Check the base address: nothing listens there.'],
	[certificateCode, /^$/, 'Its certificate is not trusted: check the address, and any proxy between.'],
	[
		tlsCode,
		/^$/,
		'What answers there does not speak TLS as it should: check the address and its port, and any proxy between.',
	],
	[/UND_ERR_INVALID_ARG/, /^$/, 'If the fetch was given a dispatcher, take both from the same version of undici.'],
	[
		/^HPE_/,
		/HTTP\/1\.1 protocol/,
		'What answers there does not speak HTTP as it should: check the address and its port, and any proxy between.',
	],
	[
		/^$/,
		/\bbad response$/,
		'It sent a “100 Continue” that was not asked for, which this fetch takes for a bad answer: tell the operator of ' +
			'the server, or of the gateway between, or pass another fetch, such as that of node-fetch.',
	],
	[/^$/, /^bad port$/, 'No fetch connects to that port, which belongs to another protocol: check the base address.'],
	[/^$/, /\bbad upgrade$/, 'It wants to change to another protocol: check the address, and any gateway between.'],
];

/** What to do about an error of the network, where its code or its words tell. */
export const adviceOnNetwork = (code: string, words: string): string | undefined =>
	advice.find(([codes, wordings]) => (code !== '' && codes.test(code)) || wordings.test(words))?.[2];

const adviceOf = (code: string, words: string, route: Route | undefined): string =>
	adviceOnRoute(route, code) ?? adviceOnNetwork(code, words) ?? 'Check the network; resume from the cursor.';

/** What fetch or the reading of a body threw, as a value without the request's headers. */
export const networkError = (
	origin: string,
	request: RequestDescriptor,
	thrown: unknown,
	route?: Route,
): NetworkError => {
	const code = codeOf(thrown);
	const words = wordsOf(thrown);
	const {through, besides} = routeText(route);
	return {
		kind: 'network',
		message:
			`GET ${requestTarget(request)} from ${origin}${through} failed on the network (${words}). ` +
			`${adviceOf(code ?? '', words, route)}${besides}`,
		request,
		cause: thrown,
		...(code !== undefined && {code}),
	};
};
