import * as E from 'fp-ts/lib/Either.js';
import {keepAlive} from '../abort/keep-alive.ts';
import {neverAborted} from '../abort/on-abort.ts';
import {invalidInput} from '../core/api-error.ts';
import {noSubscriber} from '../core/authentication.ts';
import {type BaseAddress, requestUrl} from '../core/base-address.ts';
import type {Secrets} from '../redact/secrets.ts';
import {parseAnswer, parseJson} from './answer-error.ts';
import {AttemptFailed, type Call} from './call.ts';
import {createGate} from './gate.ts';
import {createPacedExchange, type PacedExchangeSettings} from './paced-exchange.ts';
import {followRedirect, isRedirect} from './redirect.ts';
import type {RetryPolicy} from './retry-policy.ts';
import type {ParseJson, Transport} from './transport.ts';
import type {TransportEvent} from './transport-event.ts';
import {withRetries} from './with-retries.ts';

export interface TransportSettings extends PacedExchangeSettings {
	readonly base: BaseAddress;
	readonly leaks: Secrets['leaks'];
	readonly retry: RetryPolicy;
	readonly onEvent?: ((event: TransportEvent) => void) | undefined;
}

const pathProblem =
	'The path of a request must start with "/": pass it as describeRequest() made it. Nothing was requested.';

/** The one place where requests leave: ky inside p-throttle inside p-retry. */
export const createKyTransport = (settings: TransportSettings): Transport => {
	const {base, leaks, retry, maxResponseBytes, authorizations} = settings;
	const gate = createGate();
	const exchange = createPacedExchange(settings, gate);

	/** One attempt, along its redirects. */
	const attempt = async (call: Call, number: number, parse: ParseJson): Promise<unknown> => {
		const {request} = call;
		let url = requestUrl(base, request);
		for (let hops = 0; ; hops++) {
			const {answer, location} = await exchange(url, call, number);
			if (!isRedirect(answer.status)) {
				const parsed = parseAnswer(request, {...answer, authentication: call.authentication}, maxResponseBytes, parse);
				if ('error' in parsed) throw new AttemptFailed(parsed.error);
				return parsed.json;
			}
			const followed = followRedirect(url, location, hops, {request, status: answer.status, leaks});
			if (E.isLeft(followed)) throw new AttemptFailed(followed.left);
			url = followed.right;
		}
	};

	return (request, options = {}) => {
		const {signal = neverAborted, once = false, background = false, parse = parseJson, onEvent, onHead} = options;
		const {authentication = 'project'} = options;
		const policy = once ? {...retry, retries: 0} : retry;
		const emit = (event: TransportEvent) => {
			settings.onEvent?.(event);
			onEvent?.(event);
		};

		return async () => {
			// Behind an origin, a path that begins otherwise would become a part of the host or the port.
			if (!request.path.startsWith('/')) return E.left(invalidInput(pathProblem));
			if (authorizations[authentication] === undefined) return E.left(noSubscriber(request.path));
			const call: Call = {request, authentication, signal, policy, emit, onHead, attempt: 0};
			const release = background ? () => {} : keepAlive();
			try {
				return await withRetries(call, gate, number => attempt(call, number, parse));
			} finally {
				release();
			}
		};
	};
};
