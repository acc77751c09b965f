import {describe, expect, it} from '@jest/globals';
import {Command} from 'commander';
import * as t from 'io-ts';
import {addFlags, takenNames} from '../../lib/cli/common-flags.ts';
import {queryFlagsOf, readQuery} from '../../lib/cli/list-flags.ts';
import {
	accountParameter,
	booleanParameter,
	choiceParameter,
	dateParameter,
	integerParameter,
	list,
	paging,
	pathParameter,
	textParameter,
} from '../../lib/index.ts';
import {allLists} from '../../lib/lists/find-list.ts';

const seats = list({
	name: 'theatre_seats',
	path: '/accounts/{AccountSid}/theatres/{theatre_id}/seats',
	broughtBy: {owner: 'include_owner', price: 'include_price'},
	query: {
		AccountSid: accountParameter(),
		theatre_id: pathParameter(textParameter('the ID of the theatre')),
		format: textParameter('only seats of this format'),
		query_format: textParameter('another one'),
		Format: textParameter('and another'),
		escape_formulas: booleanParameter('escape them'),
		row: integerParameter(1, 40, 'only seats in this row'),
		floor: integerParameter(0, 2_147_483_647, 'only seats on this floor'),
		include_owner: booleanParameter('include the owner'),
		include_price: booleanParameter('include the price'),
		'sold_at>': dateParameter('only seats sold after this date'),
		status: choiceParameter(['free', 'sold'], 'only seats of this status'),
		...paging,
	},
	item: t.type({id: t.string}),
});
const flags = queryFlagsOf(seats, takenNames);

const parse = (...argv: readonly string[]) => {
	const command = new Command('seats').exitOverride().configureOutput({writeErr: () => {}});
	addFlags(command, flags, seats).parse(['--theatre-id', 't', ...argv], {from: 'user'});
	return command.opts();
};
const asked = (...argv: readonly string[]) =>
	Object.fromEntries(
		Object.entries(readQuery(seats, flags, parse(...argv)).query).filter(([, value]) => value !== undefined),
	);

describe('the flags of a query', () => {
	it('are read off the parameters, those for pages last', () => {
		expect(flags.map(({flag}) => flag.flags)).toEqual([
			'--account-sid <sid>',
			'--theatre-id <id>',
			'--query-format <text>',
			'--query-query-format <text>',
			'--query-query-query-format <text>',
			'--query-escape-formulas',
			'--row <number>',
			'--floor <number>',
			'--include-owner',
			'--include-price',
			'--sold-at-after <date>',
			'--status <text>',
			'--page-size <seats>',
			'--page-number <number>',
			'--page-token <token>',
		]);
	});

	it('say what the parameters say', () => {
		const help = Object.fromEntries(flags.map(({parameter, flag}) => [parameter, flag.description]));
		expect(help).toMatchObject({
			escape_formulas: 'escape them (--no-query-escape-formulas: false)',
			include_owner: 'include the owner',
			theatre_id: 'the ID of the theatre; required',
			row: 'only seats in this row (1 to 40)',
			floor: 'only seats on this floor',
			status: 'only seats of this status; known: free, sold',
			page_size: 'theatre seats on a page (1 to 1000, default: as many as are needed, up to 1000)',
			page_number: 'start at this page; above 0 it needs --page-token',
		});
	});

	it('give values of the parameters’ types under their names', () => {
		const given = ['--row', '3', '--include-owner', '--no-query-escape-formulas', '--sold-at-after', '2026-01-31'];
		expect(asked(...given, '--status', 'reserved', '--query-query-query-format', 'x')).toEqual({
			theatre_id: 't',
			row: 3,
			include_owner: true,
			escape_formulas: false,
			'sold_at>': '2026-01-31',
			status: 'reserved',
			Format: 'x',
		});
	});

	it('leave the command’s own flags of that name alone', () => {
		const parsed = parse('--format', 'csv', '--query-format', 'wide', '--no-escape-formulas');
		expect(parsed).toMatchObject({format: 'csv', escapeFormulas: false});
		expect(readQuery(seats, flags, parsed).query).toEqual({theatre_id: 't', format: 'wide'});
	});

	it.each([
		[['--row', '41'], /It must be a whole number from 1 to 40\./],
		[['--row', '1e1'], /It must be a whole number from 1 to 40\./],
		[['--floor', '-1'], /It must be a whole number from 0\./],
		[['--page-size', '0'], /It must be a whole number from 1 to 1000\./],
	])('refuse what is no value of theirs: %j', (argv, message) => {
		expect(() => parse(...argv)).toThrow(message);
	});

	it('are given once, whether as they are or with no- in front', () => {
		const {query, given} = readQuery(seats, flags, parse('--no-query-escape-formulas', '--row', '3'));
		expect(given).toEqual(['--query-escape-formulas', '--row']);
		expect(query).toHaveProperty('theatre_id');
	});

	it('tell which fields are not asked for, by the query or by that of a cursor', () => {
		const byQuery = readQuery(seats, flags, parse('--include-owner')).notAsked;
		expect([...byQuery]).toEqual([['price', '--include-price']]);
		const resumeFrom = '/accounts/a/theatres/t/seats?include_price=true#skip=3';
		const {notAsked} = readQuery(seats, flags, {...parse(), resumeFrom});
		expect([...notAsked]).toEqual([['owner', '--include-owner']]);
	});
});

describe('each list of the catalogue', () => {
	it('has a command of its own', () => {
		const commands = allLists.map(({family, word}) => `${family} ${word}`);
		expect(new Set(commands).size).toBe(commands.length);
		for (const command of commands) expect(command).toMatch(/^[a-z]+ [a-z]+(-[a-z]+)*$/);
	});

	it.each(allLists)('has flags that can be told apart, with a help: $family $word', ({list: one}) => {
		const own = queryFlagsOf(one, takenNames);
		const command = addFlags(new Command('x'), own, one);
		const spellings = command.options.map(({long}) => long);
		expect(new Set(spellings).size).toBe(spellings.length);
		for (const {flag} of own) expect(flag.description).not.toBe('');
	});
});
