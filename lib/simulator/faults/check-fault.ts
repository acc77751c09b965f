import {checkFields, checkHeader, checkHeaders, checkNumber, checkWhole, show} from '../checks.ts';
import {type Fault, type FaultAction, type FaultFunction, faultNames} from './fault.ts';
import {parseFault} from './parse-fault.ts';

const kinds = ['status', 'respond', 'rewrite', ...faultNames];

const longestDelay = 3_600_000;

/** What each kind takes besides its kind and its trigger; all others take nothing. */
const fields: Readonly<Record<string, readonly string[]>> = {
	status: ['status', 'retryAfter'],
	slow: ['delay', 'chunks'],
	html: ['status'],
	loop: ['back'],
	respond: ['status', 'headers', 'body'],
	rewrite: ['rewrite'],
};

/** Throws an Error of one sentence for an action that cannot be carried out. */
export const checkAction = (fault: FaultAction): void => {
	if (typeof fault !== 'object' || fault === null || !kinds.includes(fault.kind)) {
		const given = show(fault?.kind ?? fault);
		throw new Error(
			`faults must be functions, texts, or objects whose kind is one of ${kinds.join(', ')}, not ${given}.`,
		);
	}
	checkFields('a fault', fault, ['kind', 'probability', 'request', ...(fields[fault.kind] ?? [])]);
	if (fault.kind === 'status') {
		checkWhole('status of a fault', fault.status, 400, 599);
		if (fault.retryAfter !== undefined) checkHeader('retryAfter of a fault', fault.retryAfter);
	} else if (fault.kind === 'html' || fault.kind === 'respond') {
		checkWhole('status of a fault', fault.status ?? 200, 200, 599);
		if (fault.kind === 'respond') checkHeaders('headers of a fault', fault.headers ?? {});
	} else if (fault.kind === 'slow') {
		checkNumber('delay of a fault', fault.delay ?? 0, 0, longestDelay);
		checkWhole('chunks of a fault', fault.chunks ?? 1, 1, 1_000_000);
	} else if (fault.kind === 'loop') {
		checkWhole('back of a fault', fault.back ?? 0, 0, Number.MAX_SAFE_INTEGER);
	} else if (fault.kind === 'rewrite' && typeof fault.rewrite !== 'function') {
		throw new Error(`rewrite of a fault must be a function, not ${show(fault.rewrite)}.`);
	}
};

/** Checks one entry of `faults`, and reads it if it is text. */
export const checkFault = (fault: Fault | FaultFunction | string): Fault | FaultFunction => {
	if (typeof fault === 'string') {
		const parsed = parseFault(fault);
		if (!parsed.ok) throw new Error(parsed.error);
		return parsed.value;
	}
	if (typeof fault === 'function') return fault;
	checkAction(fault);
	checkNumber('probability of a fault', fault.probability ?? 1, 0, 1);
	checkWhole('request of a fault', fault.request ?? 1, 1, Number.MAX_SAFE_INTEGER);
	return fault;
};
