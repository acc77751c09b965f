import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import type {Option, OptionTable} from '../../lib/core/option.ts';

/** An option, its whole name, and the comment on it. */
export interface Documented {
	readonly name: string;
	readonly option: Option<unknown, unknown>;
	readonly comment: string;
}

const lib = join(import.meta.dirname, '../../lib');

const commentOn = (name: string, sources: readonly string[]): string =>
	sources
		.map(path =>
			new RegExp(`/\\*\\*((?:(?!\\*/).)*)\\*/\\s*${name}[:,]`, 's').exec(readFileSync(join(lib, path), 'utf8')),
		)
		.find(match => match !== null)?.[1]
		?.replaceAll(/\s*\n\t \*? ?/g, ' ')
		.trim() ?? '';

/** The options of a table, those of its groups too, as the first of these files that tells of one does. */
export const documented = (table: OptionTable, sources: readonly string[], prefix = ''): readonly Documented[] =>
	Object.entries(table).flatMap(([name, option]) => {
		const comment = commentOn(name, sources);
		return option.group
			? documented(option.group, sources, `${prefix}${name}.`)
			: [{name: `${prefix}${name}`, option, comment}];
	});

/** The default of an option, as documentation tells it. */
export const defaultOf = ({option: {default: value, defaultText}}: Documented): string => {
	if (defaultText !== undefined) return defaultText;
	if (value === undefined) return '';
	if (typeof value === 'number') return value.toLocaleString('en-US');
	return typeof value === 'string' ? `\`'${value}'\`` : `\`${value}\``;
};

/** The first sentence of the comment, and the words that may be chosen. */
const phraseOf = ({option: {choices = []}, comment}: Documented): string => {
	const sentence = /^.*?(?=\.(?: [A-Z\d`]|$))/s.exec(comment)?.[0] ?? comment;
	const words = choices.map(choice => `\`'${choice}'\``);
	return words.length === 0 || words.every(word => sentence.includes(word))
		? sentence
		: `${sentence}: ${words.join(', ')}`;
};

const flagOf = ({option: {flag}}: Documented): string => (flag ? `\`${flag[0].replace(/ .*/, '')}\`` : '');

/** The table of these options for the documentation. */
export const optionRows = (options: readonly Documented[]): string =>
	[
		'| option | flag | default | |',
		'| --- | --- | --- | --- |',
		...options.map(each => `| \`${each.name}\` | ${flagOf(each)} | ${defaultOf(each)} | ${phraseOf(each)} |`),
		'',
	].join('\n');
