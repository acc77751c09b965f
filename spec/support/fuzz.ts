import {jest} from '@jest/globals';

/** `FUZZ_RUNS=20000 npm test -- spec/fuzzing` tries so many inputs for each property; without it, a few seconds' worth. */
const asked = process.env.FUZZ_RUNS === undefined ? undefined : Number(process.env.FUZZ_RUNS);

if (asked !== undefined) jest.setTimeout(3_600_000);

/** @param usual how many inputs a property tries by default */
export const fuzzing = (usual = 100): {readonly numRuns: number} => ({numRuns: Math.max(usual, asked ?? 0)});

/** For properties that cost a file or a socket for each input. */
export const fuzzingSlowly = (usual = 20): {readonly numRuns: number} => ({
	numRuns: Math.max(usual, Math.floor((asked ?? 0) / 20)),
});

/** What every message of this library is: one sentence or more on one line, that a terminal shows as it is. */
export const soundMessage = /^[^\p{Cc}\p{Bidi_Control}\p{Zl}\p{Zp}]{10,30000}$/u;
