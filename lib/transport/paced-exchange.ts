import type {KyInstance} from 'ky';
import type {Authentication} from '../core/authentication.ts';
import {AttemptFailed, type Call} from './call.ts';
import {callFetch} from './call-fetch.ts';
import {type Exchange, type ExchangeSettings, exchange} from './exchange.ts';
import type {FetchLike} from './fetch-like.ts';
import type {Gate} from './gate.ts';
import type {Outcome} from './pacing.ts';
import {asksForQuiet} from './retry-policy.ts';
import {createThrottle, type ThrottleOptions, type WaitForTurn} from './throttle.ts';

export interface PacedExchangeSettings extends Omit<ExchangeSettings, 'http' | 'onHead'> {
	/** The value of the Authorization header, by whom is asked. It stays in here. */
	readonly authorizations: {readonly project: string; readonly subscriber?: string | undefined};
	readonly userAgent: string;
	readonly throttle: ThrottleOptions;
	readonly waitForTurn?: WaitForTurn | undefined;
	readonly fetch?: FetchLike | undefined;
}

export type Answered = Exclude<Exchange, {readonly error: unknown}>;

/** Loaded with the first request: it is a third of what importing this library would cost, and wakes up `fetch`. */
const openHttp = async (
	{authorizations, userAgent, fetch}: PacedExchangeSettings,
	authentication: Authentication,
): Promise<KyInstance> => {
	const authorization = authorizations[authentication];
	const {default: ky} = await import('ky');
	return ky.create({
		retry: 0,
		timeout: false,
		throwHttpErrors: false,
		redirect: 'manual',
		headers: {authorization, accept: 'application/json', 'user-agent': userAgent},
		fetch: callFetch(fetch),
	});
};

const outcomeOf = (exchanged: Exchange): Outcome => {
	if ('error' in exchanged) return 'failed';
	const {status, retryAfter} = exchanged.answer;
	if (asksForQuiet(status, retryAfter)) return 'refused';
	return status < 500 ? 'served' : 'failed';
};

/** One HTTP request as soon as throttle and gate let it leave; the gate hears what the answer tells of the server. */
export const createPacedExchange = (
	settings: PacedExchangeSettings,
	gate: Gate,
): ((url: string, call: Call, attempt: number) => Promise<Answered>) => {
	const acquireSlot = createThrottle(settings.throttle, gate, settings.waitForTurn);
	const http: {[As in Authentication]?: Promise<KyInstance>} = {};

	return async (url, call, attempt) => {
		const {request, authentication, signal, policy, emit} = call;
		const onHead = attempt === 1 ? call.onHead : undefined;
		http[authentication] ??= openHttp(settings, authentication);
		const client = await http[authentication];
		const sent = await acquireSlot(signal);
		call.firstSentAt ??= sent.at;
		call.attempt = attempt;
		let outcome: Outcome = 'failed';
		let exchanged: Exchange;
		try {
			emit({type: 'request', request, attempt});
			exchanged = await exchange({...settings, http: client, onHead}, url, request, signal);
			outcome = outcomeOf(exchanged);
		} finally {
			gate.answered(sent, outcome);
		}
		if ('error' in exchanged) throw new AttemptFailed(exchanged.error);
		const {answer, quota, bytes} = exchanged;
		const {status} = answer;
		emit({type: 'response', request, attempt, status, duration: performance.now() - sent.at, bytes});
		// Longer than any request may wait is as if it were not said: the server can still refuse.
		if (quota !== undefined && quota.reset <= policy.maxElapsed) {
			gate.heed(sent, quota);
			if (quota.remaining === 0 && outcome === 'served' && quota.reset > 0) {
				emit({type: 'pause', request, attempt, delay: quota.reset, status});
			}
		}
		return exchanged;
	};
};
