import type {IncomingMessage, ServerResponse} from 'node:http';
import {performance} from 'node:perf_hooks';
import {applyFault, type Faulty} from '../faults/apply-fault.ts';
import {decideFault} from '../faults/decide-fault.ts';
import type {FaultAction, FaultRequest} from '../faults/fault.ts';
import {fractionOf} from '../hash.ts';
import type {Settings} from '../options.ts';
import {createPageTokens} from '../paging/page-token.ts';
import {answerRoomsPage} from '../rooms/rooms-page.ts';
import type {RoomsSpace} from '../rooms/rooms-space.ts';
import {type Answer, errorAnswer, jsonAnswer} from './answer.ts';
import {createAttemptCounter} from './attempt-counter.ts';
import {type Credentials, createCredentialsCheck} from './credentials.ts';
import {delays} from './delays.ts';
import {deliver} from './deliver.ts';
import {createRateLimiter} from './rate-limiter.ts';
import type {RequestRecord} from './request-log.ts';

export interface RequestHandlerContext {
	readonly settings: Settings;
	readonly space: RoomsSpace;
	/** Told of every request once its answer is decided, before it is sent, and whether that is a page, whole. */
	readonly onRequest: (record: RequestRecord, isPage: boolean) => void;
}

interface Decided extends Faulty {
	readonly action?: FaultAction | undefined;
	readonly failure?: string | undefined;
}

const rememberedTargets = 10_000;

const whole = (answer: Answer): Decided => ({answer, delivery: {kind: 'whole'}, struck: false});

const nameOf = (action: FaultAction): string => (action.kind === 'status' ? String(action.status) : action.kind);

export const createRequestHandler = ({settings, space, onRequest}: RequestHandlerContext) => {
	const {seed, latency, faults, foreignOrigin, authenticate, videoScope, rateLimit, omitNext} = settings;
	const path = `${settings.basePath}/api/video/rooms`;
	const tokens = createPageTokens(seed);
	const judge = createCredentialsCheck(settings.projectId, settings.apiToken);
	const takeFromLimit = rateLimit && createRateLimiter(rateLimit, () => performance.now());
	const countAttempt = createAttemptCounter(rememberedTargets);
	let requests = 0;

	const proper = (request: FaultRequest, credentials: Credentials, host: string): Answer => {
		if (request.path !== path) return errorAnswer(404);
		if (request.method !== 'GET') return errorAnswer(405, {allow: 'GET'});
		if (authenticate && credentials !== 'right') return errorAnswer(401);
		if (!videoScope) return errorAnswer(403);
		const origin = settings.linkOrigin ?? `http://${host}`;
		const links = {style: settings.linkStyle, form: settings.linkForm, origin, path};
		return answerRoomsPage({space, tokens, omitNext, links}, request.query);
	};

	const decide = (request: FaultRequest, target: string, answer: () => Answer): Decided => {
		try {
			const action = decideFault(faults, seed, request);
			return action === undefined ? whole(answer()) : {...applyFault(action, {target, foreignOrigin, answer}), action};
		} catch (error) {
			// Only programmed faults throw: whoever wrote one finds the message in the log.
			return {...whole(errorAnswer(500)), failure: String(error)};
		}
	};

	return (message: IncomingMessage, response: ServerResponse): void => {
		const {method = 'GET', url: target = '/', headers} = message;
		const question = target.indexOf('?');
		const [requestPath, query] = question < 0 ? [target, ''] : [target.slice(0, question), target.slice(question + 1)];
		requests++;
		const request = {ordinal: requests, attempt: countAttempt(target), method, path: requestPath, query};
		const credentials = judge(headers.authorization);
		const verdict = takeFromLimit?.();
		const decided =
			verdict?.allowed === false
				? whole(jsonAnswer(429, {error: 'Too Many Requests'}))
				: decide(request, target, () => proper(request, credentials, headers.host ?? settings.host));
		const {delivery, struck, action, failure} = decided;
		const answer = verdict
			? {...decided.answer, headers: {...decided.answer.headers, ...verdict.headers}}
			: decided.answer;
		const isSent = delivery.kind !== 'reset' && delivery.kind !== 'silence';
		const record: RequestRecord = {
			...request,
			authorized: !authenticate || credentials === 'right',
			credentials,
			status: isSent ? answer.status : undefined,
			fault: struck && action !== undefined ? nameOf(action) : undefined,
			rooms: isSent ? (answer.page?.rooms ?? 0) : 0,
			failure,
		};
		onRequest(record, answer.page !== undefined && (delivery.kind === 'whole' || delivery.kind === 'slow'));
		const pause = latency.min + fractionOf(seed, request.ordinal, 32) * (latency.max - latency.min);
		delays.after(pause, response, () => deliver(response, answer, delivery, delays));
	};
};
