import {fractionOf} from '../seed/hash.ts';
import {checkAction} from './check-fault.ts';
import type {Fault, FaultAction, FaultFunction, FaultRequest} from './fault.ts';

const strikes = ({probability, request}: Fault, draw: () => number, ordinal: number): boolean =>
	(request === undefined || request === ordinal) && (probability === undefined || draw() < probability);

/**
 * The first fault of the list that strikes this request. Each fault draws for itself, from the seed, the request's
 * ordinal and its attempt alone: the same requests in the same order meet the same faults.
 */
export const decideFault = (
	faults: readonly (Fault | FaultFunction)[],
	seed: number,
	request: FaultRequest,
): FaultAction | undefined => {
	for (const [index, fault] of faults.entries()) {
		if (typeof fault === 'function') {
			const action = fault(request);
			if (action !== undefined) {
				checkAction(action);
				return action;
			}
		} else if (strikes(fault, () => fractionOf(seed, index, request.ordinal, request.attempt, 31), request.ordinal)) {
			return fault;
		}
	}
	return undefined;
};
