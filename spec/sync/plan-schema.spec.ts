import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, it} from '@jest/globals';
import {Ajv2020} from 'ajv/dist/2020.js';
import {child, planShape} from '../../lib/sync/plan.ts';
import {readPlan} from '../../lib/sync/read-plan.ts';
import type {JsonSchema} from '../../lib/sync/shape.ts';
import {isUpdating, readPage, writePage} from '../support/pages.ts';

const path = 'lib/sync/plan.schema.json';
const source = readFileSync(join(import.meta.dirname, '../../lib/sync/plan.ts'), 'utf8');
const [parts = '', whole = ''] = source.split('export const planShape');

/** An object of a schema, with the comments on its properties as their descriptions. */
const described = (schema: JsonSchema, comments: string): JsonSchema => {
	const {properties, items} = schema as {properties?: Record<string, JsonSchema>; items?: JsonSchema};
	if (items !== undefined) return {...schema, items: described(items, parts)};
	if (properties === undefined) return schema;
	const entries = Object.entries(properties).map(([name, own]) => {
		const [, description] = new RegExp(`/\\*\\* (.*) \\*/\\s*${name.replace('$', '\\$')}:`).exec(comments) ?? [];
		if (description === undefined) throw new Error(`A comment on ${name} is missing in lib/sync/plan.ts.`);
		return [name, {...described(own, parts), description}];
	});
	return {...schema, properties: Object.fromEntries(entries)};
};

const planSchema = {
	$schema: 'https://json-schema.org/draft/2020-12/schema',
	title: 'A plan of signalwire-paginate',
	...described(planShape.schema, whole),
	$defs: {child: described(child().schema, parts)},
};
const text = `${JSON.stringify(planSchema, undefined, '\t')}\n`;

if (isUpdating) writePage(path, text);

const validate = new Ajv2020({strict: true, allErrors: true}).compile(planSchema);

const plan = {target: 'rows/', projects: [{name: 'main'}], lists: [{list: 'video rooms'}]};
const project = (own: object) => ({...plan, projects: [{name: 'main', ...own}]});
const list = (own: object) => ({...plan, lists: [{list: 'voice logs', ...own}]});
const sliced = {slice: 'day', since: '2026-01-01'};
const each = [{list: 'video room-session-members', table: 'members', query: {page_size: 10}}];

const isRead = (given: unknown): boolean => {
	try {
		readPlan(given);
		return true;
	} catch {
		return false;
	}
};

describe('lib/sync/plan.schema.json', () => {
	it('is the schema of plans, as `npm run readme` writes it', () => {
		expect(readPage(path)).toBe(text);
	});

	it.each<readonly [string, unknown]>([
		['the least there can be', plan],
		['a schema for editors', {$schema: './plan.schema.json', ...plan}],
		['a database', {...plan, target: 'postgres://user@host/db', schema: 'raw'}],
		['all numbers', {...plan, concurrency: 1000, continueFor: 0}],
		['a space', project({space: 'example', projectId: 'x', tokenVariable: 'TOKEN', requestsPerSecond: 5})],
		['an address', project({baseUrl: 'https://api.example.com', tokenFile: '~/token'})],
		['slices', list({...sliced, lookback: 0, projects: ['main'], table: 'logs'})],
		['a query', list({query: {page_size: 100}})],
		['children', {...plan, lists: [{list: 'video room-sessions', each}]}],
	])('takes what a plan may have, as the reader does: %s', (_what, given) => {
		expect({schema: validate(given), reader: isRead(given)}).toEqual({schema: true, reader: true});
	});

	it.each<readonly [string, unknown]>([
		['nothing', null],
		['an array', [plan]],
		['no target', {...plan, target: undefined}],
		['an empty target', {...plan, target: ''}],
		['no projects', {...plan, projects: []}],
		['a project without a name', {...plan, projects: [{}]}],
		['a token', project({apiToken: 'PT0'})],
		['a list that is a text', {...plan, lists: ['video rooms']}],
		['no list', {...plan, lists: [{}]}],
		['what is misspelt', {...plan, concurency: 3}],
		['what is misspelt in a list', list({quary: {}})],
		[
			'what is misspelt in a child',
			{...plan, lists: [{list: 'video room-sessions', each: [{...each[0], since: '2026-01-01'}]}]},
		],
		['a number as a text', {...plan, concurrency: '8'}],
		['a number that is too small', {...plan, concurrency: 0}],
		['a number that is too large', {...plan, concurrency: 1001}],
		['half a number', project({requestsPerSecond: 0.5})],
		['slices of a week', list({...sliced, slice: 'week'})],
		['a query that is a text', list({query: 'page_size=10'})],
		['no children', list({each: []})],
		['a word for true', list({...sliced, sliceDespiteNull: 'yes'})],
	])('refuses what no plan may have, as the reader does: %s', (_what, described) => {
		const given: unknown = JSON.parse(JSON.stringify(described));
		expect({schema: validate(given), reader: isRead(given)}).toEqual({schema: false, reader: false});
	});
});
