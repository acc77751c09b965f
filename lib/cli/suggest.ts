import type {Command} from 'commander';
import {kebabCase} from './flag-name.ts';

/** A word that may have been meant, and what is typed for it. */
export interface Candidate {
	readonly word: string;
	readonly typed: string;
}

/** Fewer letters in common are chance. */
const fewestLetters = 3;

/** How many letters two words begin with alike. */
const commonBeginning = (one: string, other: string): number => {
	let length = 0;
	while (length < one.length && one[length] === other[length]) length++;
	return length;
};

/**
 * The candidates that begin most like a word, at least for the greater part of the shorter of the two. commander, which
 * counts wrong letters, is asked before: what is left are other ways to write a flag, and words that are too long or short.
 */
export const nearest = (unknown: string, candidates: readonly Candidate[]): readonly string[] => {
	const word = kebabCase(unknown);
	const near = candidates
		.map(({word: other, typed}) => ({
			typed,
			common: commonBeginning(word, other),
			shorter: Math.min(word.length, other.length),
			apart: Math.abs(word.length - other.length),
		}))
		.filter(({common, shorter}) => common >= fewestLetters && common > shorter / 2)
		.sort((one, other) => other.common - one.common || one.apart - other.apart);
	const [best] = near;
	return near.flatMap(({typed, common, apart}) => (common === best?.common && apart === best.apart ? [typed] : []));
};

/** The command that words ask for, as far as there is one. */
const commandOf = (program: Command, argv: readonly string[]): Command => {
	const [word, ...rest] = argv;
	const found = program.commands.find(command => command.name() === word);
	return found === undefined ? program : commandOf(found, rest);
};

const candidatesFor = (what: string, program: Command, argv: readonly string[]): readonly Candidate[] => {
	if (what === 'option') {
		return commandOf(program, argv).options.flatMap(({hidden, long}) =>
			hidden || !long ? [] : [{word: long.slice(2), typed: long}],
		);
	}
	return program.commands.flatMap(family =>
		family.commands.map(list => ({word: list.name(), typed: `${family.name()} ${list.name()}`})),
	);
};

/** ` (Did you mean video room-sessions?)`; empty where nothing is near. Of the word itself nothing is shown. */
export const suggestionFor = (what: string, word: string, program: Command, argv: readonly string[]): string => {
	const near = nearest(word.replace(/=.*/s, ''), candidatesFor(what, program, argv));
	if (near.length === 0) return '';
	return ` (Did you mean ${near.length > 1 ? 'one of ' : ''}${near.join(', ')}?)`;
};
