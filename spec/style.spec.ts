import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, it} from '@jest/globals';

const root = join(import.meta.dirname, '..');
/** As in biome.json. */
const lineWidth = 120;
const tab = '  ';

/** One statement in braces: what leads to it, and itself. */
const braced =
	/^(\t*)((?:if|else if|for|for await|while) \(.*\)|else) \{\n\1\t(?!(?:if|for|while|do|switch|try)\b)([^\t\n].*;)\n\1\}$/gm;
const dangling = /^\t*(?:if|else if|for|for await|while) \(.*\)$/gm;
const plusOne = /\w [+-]= 1\b(?!\.)/g;

const needlesslyBraced = (source: string): readonly RegExpExecArray[] =>
	[...source.matchAll(braced)].filter(
		([, indent = '', head, body]) => `${indent.replaceAll('\t', tab)}${head} ${body}`.length <= lineWidth,
	);

const sources = ['lib', 'spec'].flatMap(folder =>
	readdirSync(join(root, folder), {recursive: true, encoding: 'utf8'})
		.filter(path => path.endsWith('.ts'))
		.map(path => ({path: `${folder}/${path}`, source: readFileSync(join(root, folder, path), 'utf8')})),
);

const placesOf = (find: (source: string) => Iterable<RegExpExecArray>): readonly string[] =>
	sources.flatMap(({path, source}) =>
		[...find(source)].map(({index}) => `${path}:${source.slice(0, index).split('\n').length}`),
	);

describe('the sources', () => {
	it('have a single statement on the line of its condition or loop, without braces, where it fits there', () => {
		expect(placesOf(needlesslyBraced)).toEqual([]);
	});

	it('have it in braces where it does not', () => {
		expect(placesOf(source => source.matchAll(dangling))).toEqual([]);
	});

	it('count with ++ and --', () => {
		expect(placesOf(source => source.matchAll(plusOne))).toEqual([]);
	});
});
