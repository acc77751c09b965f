import {lookup} from 'node:dns/promises';
import {abortable} from '../../abort/abortable-delay.ts';
import {codeOf, wordsOf} from '../../transport/thrown.ts';
import type {NetworkFailure} from './facts.ts';

/** What went wrong, as facts have it. */
export const failureOf = (error: unknown): NetworkFailure => ({code: codeOf(error) ?? '', words: wordsOf(error)});

/** The addresses of a host, as every program of this machine is told them. */
export const lookUp = async (
	host: string,
	timeout: number,
	signal: AbortSignal,
): Promise<readonly string[] | NetworkFailure> => {
	try {
		const either = AbortSignal.any([signal, AbortSignal.timeout(timeout)]);
		const found = await abortable(lookup(host, {all: true}), either);
		return found.map(({address}) => address);
	} catch (error) {
		signal.throwIfAborted();
		return failureOf(error);
	}
};
