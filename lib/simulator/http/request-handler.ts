import type {IncomingMessage, ServerResponse} from 'node:http';
import {performance} from 'node:perf_hooks';
import {rooms} from '../../lists/video/rooms.ts';
import {applyFault, type Faulty} from '../faults/apply-fault.ts';
import {decideFault} from '../faults/decide-fault.ts';
import type {FaultAction, FaultRequest} from '../faults/fault.ts';
import {otherPlace} from '../lists/other-path.ts';
import type {FoundList, ServedLists} from '../lists/served-lists.ts';
import type {Settings} from '../options.ts';
import {answerPage} from '../paging/answer-page.ts';
import {createPageTokens} from '../paging/page-token.ts';
import {fractionOf} from '../seed/hash.ts';
import {type Answer, errorAnswer, jsonAnswer} from './answer.ts';
import {createAttemptCounter} from './attempt-counter.ts';
import {type Credentials, createCredentialsCheck} from './credentials.ts';
import {delays} from './delays.ts';
import {deliver} from './deliver.ts';
import {createRateLimiter} from './rate-limiter.ts';
import type {RequestRecord} from './request-log.ts';

export interface RequestHandlerContext {
	readonly settings: Settings;
	readonly lists: ServedLists;
	/** Told of every request once its answer is decided, before it is sent, and how many items it holds if it is a page, whole. */
	readonly onRequest: (record: RequestRecord, items: number | undefined) => void;
}

interface Decided extends Faulty {
	readonly action?: FaultAction | undefined;
	readonly failure?: string | undefined;
}

const rememberedTargets = 10_000;

const whole = (answer: Answer): Decided => ({answer, delivery: {kind: 'whole'}, struck: false});

const nameOf = (action: FaultAction): string => (action.kind === 'status' ? String(action.status) : action.kind);

type Handle = (message: IncomingMessage, response: ServerResponse) => void;

/** A request for a list that is not known yet waits until all are. */
const loadingLists =
	(lists: ServedLists, handle: Handle): Handle =>
	(message, response) => {
		const [path = '', query = ''] = message.url?.split('?') ?? [];
		if (lists.at(path, query) !== undefined || !lists.isPartial()) handle(message, response);
		else void lists.complete().then(() => handle(message, response));
	};

export const createRequestHandler = ({settings, lists, onRequest}: RequestHandlerContext) => {
	const {seed, latency, faults, foreignOrigin, authenticate, rateLimit} = settings;
	const tokens = createPageTokens(seed);
	const judge = createCredentialsCheck(settings);
	const takeFromLimit = rateLimit && createRateLimiter(rateLimit, () => performance.now());
	const countAttempt = createAttemptCounter(rememberedTargets);
	let requests = 0;

	const proper = (
		{method, ...asked}: FaultRequest,
		found: FoundList | undefined,
		credentials: Credentials,
		host: string,
	): Answer => {
		if (found === undefined) return errorAnswer(404);
		if (method !== 'GET') return errorAnswer(405, {allow: 'GET'});
		if (authenticate && credentials !== 'right') return errorAnswer(401);
		const {list, terms, below} = found.served;
		if (!settings.videoScope && list.scope === 'Video') return errorAnswer(403);
		const {omitNext, arrayEnvelope, linkStyle: style, linkForm: form, linkOrigin: origin = `http://${host}`} = settings;
		const other = settings.documentedLinks ? otherPlace(list, found.parents, asked.query) : undefined;
		const path = other === undefined ? asked.path : settings.basePath + other.path;
		const linking = {omitNext, arrayEnvelope, style, form, origin, path};
		return answerPage({terms, source: below(found.parents), tokens, ...linking}, other?.query ?? asked.query);
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

	return loadingLists(lists, (message, response) => {
		const {method = 'GET', url: target = '/', headers} = message;
		const question = target.indexOf('?');
		const [requestPath, query] = question < 0 ? [target, ''] : [target.slice(0, question), target.slice(question + 1)];
		requests++;
		const request = {ordinal: requests, attempt: countAttempt(target), method, path: requestPath, query};
		const found = lists.at(requestPath, query);
		const credentials = judge(headers.authorization, found?.served.list.authentication);
		const verdict = takeFromLimit?.();
		const decided =
			verdict?.allowed === false
				? whole(jsonAnswer(429, {error: 'Too Many Requests'}))
				: decide(request, target, () => proper(request, found, credentials, headers.host ?? settings.host));
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
			rooms: isSent && found?.served.list === rooms ? (answer.page?.items ?? 0) : 0,
			failure,
		};
		onRequest(record, delivery.kind === 'whole' || delivery.kind === 'slow' ? answer.page?.items : undefined);
		const pause = latency.min + fractionOf(seed, request.ordinal, 32) * (latency.max - latency.min);
		delays.after(pause, response, () => deliver(response, answer, delivery, delays));
	});
};
