import {unchecked} from '../../core/option.ts';
import {readFields, show} from '../checks.ts';
import {type Fault, type FaultAction, type FaultFunction, faultNames, fieldsOf, triggerFields} from './fault.ts';
import {parseFault} from './parse-fault.ts';

const kinds = ['status', 'respond', 'rewrite', ...faultNames];

/** Throws an Error of one sentence for an action that cannot be carried out. */
export const checkAction = (fault: FaultAction): void => {
	if (typeof fault !== 'object' || fault === null || !kinds.includes(fault.kind)) {
		const given = show(fault?.kind ?? fault);
		throw new Error(
			`faults must be functions, texts, or objects whose kind is one of ${kinds.join(', ')}, not ${given}.`,
		);
	}
	readFields({kind: unchecked(), ...triggerFields, ...fieldsOf(fault.kind)}, fault, 'a fault');
};

/** Checks one entry of `faults`, and reads it if it is text. */
export const checkFault = (fault: Fault | FaultFunction | string): Fault | FaultFunction => {
	if (typeof fault === 'function') return fault;
	if (typeof fault !== 'string') {
		checkAction(fault);
		return fault;
	}
	const parsed = parseFault(fault);
	if (!parsed.ok) throw new Error(parsed.error);
	return parsed.value;
};
