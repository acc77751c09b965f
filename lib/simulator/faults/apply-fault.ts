import {
	type Answer,
	type AnsweredPage,
	errorAnswer,
	jsonAnswer,
	jsonType,
	type Linking,
	textAnswer,
} from '../http/answer.ts';
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

const wrongTypes: Readonly<Record<string, unknown>> = {
	id: 7,
	sid: 7,
	name: null,
	max_members: 'twenty',
	record_on_start: 'no',
	join_from: 20220101,
	meta: [],
	fps: {},
};

/** Those of these names, and the first field whatever its name. */
const spoil = (item: object): object => {
	const [first = ''] = Object.keys(item);
	const wrong: Readonly<Record<string, unknown>> = {[first]: 7, ...wrongTypes};
	const wrongOf = (name: string, value: unknown): unknown =>
		typeof value === 'number' && typeof wrong[name] === 'number' ? 'seven' : wrong[name];
	return Object.fromEntries(
		Object.entries(item).map(([name, value]) => [name, Object.hasOwn(wrong, name) ? wrongOf(name, value) : value]),
	);
};

/** The items are the one list in a page, whatever they are called. */
const withItems = (page: object, change: (items: readonly object[]) => unknown): object =>
	Object.fromEntries(Object.entries(page).map(([name, value]) => [name, Array.isArray(value) ? change(value) : value]));

const spoilOne = (items: readonly object[]): unknown => {
	const victim = Math.floor(items.length / 2);
	return items.map((item, index) => (index === victim ? spoil(item) : item));
};

const rewriters: Readonly<Record<string, (page: SimulatedPage) => unknown>> = {
	'wrong-types': page => withItems(page, spoilOne),
	'missing-data': page => withItems(page, () => undefined),
};

/** The same address made to look like another: the parameter means nothing to the server. */
const continued = (link: string): string => `${link}${link.includes('?') ? '&' : '?'}continued=1`;

/** Faults of a page's links; a list without pages has none. */
const relinkedPage = (
	action: FaultAction,
	answer: Answer,
	{links, linkBack, relink}: Linking,
	{target, foreignOrigin}: FaultContext,
): Answer | undefined => {
	switch (action.kind) {
		case 'loop':
			return {...answer, body: relink(linkBack(action.back ?? 0), true)};
		case 'empty-page':
			return {...answer, body: relink(continued(links.self), false), page: {items: 0}};
		case 'foreign-link': {
			const {pathname, search} = new URL(links.next || links.self, `http://localhost${target}`);
			return {...answer, body: relink(foreignOrigin + pathname + search, true)};
		}
		case 'missing-links':
			return jsonAnswer(
				200,
				Object.fromEntries(Object.entries(readPage(answer)).filter(([, value]) => Array.isArray(value))),
			);
		default:
			return undefined;
	}
};

const faultyPage = (
	action: FaultAction,
	answer: Answer,
	{linking}: AnsweredPage,
	context: FaultContext,
): Answer | undefined => {
	const relinked = linking && relinkedPage(action, answer, linking, context);
	if (relinked !== undefined) return relinked;
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
