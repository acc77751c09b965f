import {type Answer, type AnsweredPage, errorAnswer, jsonAnswer, jsonType, textAnswer} from '../http/answer.ts';
import type {Delivery} from '../http/deliver.ts';
import type {FaultAction, SimulatedPage} from './fault.ts';

/** What a faulty answer is, how it is sent, and whether the fault could strike at all. */
export interface Faulty {
	readonly answer: Answer;
	readonly delivery: Delivery;
	readonly struck: boolean;
}

export interface FaultContext {
	/** Path and query of the request, as it was written. */
	readonly target: string;
	readonly foreignOrigin: string;
	/** The answer without the fault. */
	readonly answer: () => Answer;
}

const html = '<!DOCTYPE html>\n<html><head><title>Service</title></head><body><h1>Please stand by</h1></body></html>\n';

const readPage = ({body}: Answer): SimulatedPage => JSON.parse(Buffer.concat(body).toString('utf8'));

const wrongTypes = {
	id: 7,
	name: null,
	max_members: 'twenty',
	record_on_start: 'no',
	join_from: 20220101,
	meta: [],
	fps: {},
};

const rewriters: Readonly<Record<string, (page: SimulatedPage) => unknown>> = {
	'wrong-types': ({links, data}) => {
		const victim = Math.floor(data.length / 2);
		return {links, data: data.map((room, index) => (index === victim ? {...room, ...wrongTypes} : room))};
	},
	'missing-data': ({links}) => ({links}),
	'missing-links': ({data}) => ({data}),
};

/** The same address made to look like another: the parameter means nothing to the server. */
const continued = (link: string): string => `${link}${link.includes('?') ? '&' : '?'}continued=1`;

const replaceNext = (answer: Answer, {links}: AnsweredPage, next: string, keepRooms: boolean): Answer => {
	const [, ...rooms] = answer.body;
	const head = Buffer.from(`{"links":${JSON.stringify({...links, next})},"data":`);
	return {...answer, body: [head, ...(keepRooms ? rooms : [Buffer.from('[]}')])]};
};

const faultyPage = (
	action: FaultAction,
	answer: Answer,
	page: AnsweredPage,
	context: FaultContext,
): Answer | undefined => {
	if (action.kind === 'loop') return replaceNext(answer, page, page.linkBack(action.back ?? 0), true);
	if (action.kind === 'empty-page') {
		const emptied = replaceNext(answer, page, continued(page.links.self), false);
		return {...emptied, page: {...page, rooms: 0}};
	}
	if (action.kind === 'foreign-link') {
		const next = page.links.next || page.links.self;
		const {pathname, search} = new URL(next, `http://localhost${context.target}`);
		return replaceNext(answer, page, context.foreignOrigin + pathname + search, true);
	}
	if (action.kind === 'invalid-json') {
		const whole = Buffer.concat(answer.body);
		return {status: 200, headers: {'content-type': jsonType}, body: [whole.subarray(0, whole.length / 2)]};
	}
	const rewrite = action.kind === 'rewrite' ? action.rewrite : rewriters[action.kind];
	return rewrite && jsonAnswer(200, rewrite(readPage(answer)));
};

/** Answers of which nothing depends on the page, or undefined for all other faults. */
const replacement = (action: FaultAction, {target, foreignOrigin}: FaultContext): Answer | undefined => {
	switch (action.kind) {
		case 'status': {
			const {status, retryAfter} = action;
			return errorAnswer(status, retryAfter === undefined ? {} : {'retry-after': String(retryAfter)});
		}
		case 'html':
			return textAnswer(action.status ?? 200, 'text/html; charset=utf-8', html);
		case 'redirect':
			return textAnswer(302, 'text/plain', '', {location: target});
		case 'foreign-redirect':
			return textAnswer(302, 'text/plain', '', {location: foreignOrigin + target});
		case 'respond': {
			const {status = 200, headers, body} = action;
			return typeof body === 'string' ? textAnswer(status, jsonType, body, headers) : jsonAnswer(status, body, headers);
		}
		default:
			return undefined;
	}
};

/** Deliveries that spoil an answer without changing it, or undefined for all other faults. */
const spoiledDelivery = (action: FaultAction): Delivery | undefined => {
	switch (action.kind) {
		case 'slow':
			return {kind: 'slow', delay: action.delay ?? 25, chunks: action.chunks ?? 16};
		case 'reset':
		case 'silence':
		case 'stall':
		case 'truncate':
			return {kind: action.kind};
		default:
			return undefined;
	}
};

export const applyFault = (action: FaultAction, context: FaultContext): Faulty => {
	const replaced = replacement(action, context);
	if (replaced !== undefined) return {answer: replaced, delivery: {kind: 'whole'}, struck: true};
	const answer = context.answer();
	const delivery = spoiledDelivery(action);
	if (delivery !== undefined) return {answer, delivery, struck: true};
	// Faults of a page leave an answer that is none, such as a 401, as it is.
	const spoiled = answer.page && faultyPage(action, answer, answer.page, context);
	return {answer: spoiled ?? answer, delivery: {kind: 'whole'}, struck: spoiled !== undefined};
};
