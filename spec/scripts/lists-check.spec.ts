import {describe, expect, it} from '@jest/globals';
import * as t from 'io-ts';
import {list} from '../../lib/core/list.ts';
import {nullable, openStringEnum} from '../../lib/core/open-enum.ts';
import {uriPaged} from '../../lib/core/page-uri-paged.ts';
import {whole} from '../../lib/core/page-whole.ts';
import {
	accountParameter,
	booleanParameter,
	choiceParameter,
	pathParameter,
	textParameter,
} from '../../lib/core/parameter.ts';
import {integer, rfc2822, timestamp, uuid} from '../../lib/core/scalars.ts';
import {paging} from '../../lib/lists/paging.ts';
import {checkLists} from '../../scripts/lists-check/check.ts';

const notes = list({
	name: 'notes',
	path: '/api/notes/{folder_id}/list',
	query: {
		folder_id: pathParameter(textParameter('the folder')),
		state: choiceParameter(['open', 'done'], 'only of this state'),
		...paging,
	},
	item: t.intersection([
		t.type({
			id: uuid,
			state: nullable(openStringEnum('open', 'done')),
			size: integer,
			at: timestamp,
			tags: t.array(t.string),
			author: t.type({name: t.string}),
			meta: t.UnknownRecord,
			kind: t.union([
				t.type({type: t.literal('a'), a: t.string}),
				t.type({type: t.keyof({b: null, c: null}), b: t.number}),
			]),
		}),
		t.partial({price: t.number}),
	]),
});

const authors = list({name: 'authors', path: '/api/notes/authors', page: whole(), item: t.type({id: uuid})});

const calls = list({
	name: 'calls',
	path: '/api/laml/{AccountSid}/Calls',
	page: uriPaged('calls'),
	query: {AccountSid: accountParameter(), Muted: booleanParameter('only those that are muted')},
	key: ['sid'],
	item: t.type({sid: uuid, date_created: rfc2822}),
});

const catalogue = {notes: [notes, authors], laml: [calls]};

const text = {type: 'string'};
const object = (properties: object, required: readonly string[] = Object.keys(properties)) => ({
	type: 'object',
	properties,
	required,
});
const answer = (schema: object) => ({200: {content: {'application/json': {schema}}}});
const inQuery = (name: string, schema: object) => ({name, in: 'query', schema});
const page = (item: object) => object({links: object({next: text}), data: {type: 'array', items: item}});

/** What the catalogue says, as a description says it. */
const describedNote = {
	id: {$ref: '#/components/schemas/UUID'},
	state: {anyOf: [{type: 'string', enum: ['open', 'done']}, {type: 'null'}]} as object,
	size: {type: 'integer', format: 'int32'} as object,
	at: {type: 'string', format: 'date-time'} as object,
	tags: {type: 'array', items: text} as object,
	author: {allOf: [object({name: text})]} as object,
	meta: object({anything: text}) as object,
	kind: {
		oneOf: [
			object({type: {const: 'a'}, a: text}),
			object({type: {type: 'string', enum: ['b', 'c']}, b: {type: 'number'}}),
		],
	} as object,
	price: {type: 'number'} as object,
};
const required = Object.keys(describedNote).filter(name => name !== 'price');
const pageParameters = [
	inQuery('page_number', {type: 'integer', minimum: 0}),
	inQuery('page_size', {type: 'integer', minimum: 1, maximum: 1000}),
	inQuery('page_token', text),
];
const notesPath = '/api/notes/{id}/list';
const describedWith = (note: object, more: object = {}, parameters: readonly object[] = pageParameters) => ({
	openapi: '3.1.0',
	paths: {
		[notesPath]: {
			get: {
				parameters: [
					{name: 'id', in: 'path', required: true, schema: text},
					inQuery('state', {type: 'string', enum: ['open', 'done']}),
					...parameters,
				],
				responses: answer(page(object(note, required))),
			},
		},
		'/api/notes/authors': {get: {responses: answer(object({data: {type: 'array', items: object({id: text})}}))}},
		...more,
	},
	components: {schemas: {UUID: {type: 'string', format: 'uuid'}}},
});
const laml = (items = 'calls') => ({
	servers: [{url: 'https://{space}.example.test/api/laml'}],
	paths: {
		'/{AccountSid}/Calls': {
			get: {
				parameters: [inQuery('Muted', {type: 'boolean'})],
				responses: answer(
					object({next_page_uri: text, [items]: {type: 'array', items: object({sid: text, date_created: text})}}),
				),
			},
		},
	},
});

const differences = (...documents: readonly unknown[]) => checkLists(catalogue, documents);

describe('a check of the catalogue against OpenAPI files', () => {
	it('finds nothing where both say the same, and more is known here than is described', () => {
		expect(differences(describedWith(describedNote), laml())).toEqual([]);
		expect(differences(laml())).toEqual([]);
	});

	it.each<[change: object, ...differences: string[]]>([
		[{colour: text}, 'item.colour: is new'],
		[{size: undefined}, 'item.size: is anything in the description, integer here'],
		[{size: {type: ['integer', 'null']}}, 'item.size: may be null in the description, never here'],
		[{state: {type: 'string', enum: ['open', 'done']}}, 'item.state: may be null here, never in the description'],
		[
			{state: {type: 'string', enum: ['open', 'later'], nullable: true}},
			'item.state: the value "later" is new',
			'item.state: the value "done" is not in the description',
		],
		[{size: {type: 'number'}}, 'item.size: is number in the description, integer here'],
		[{size: text}, 'item.size: is text in the description, integer here'],
		[{at: {type: 'string', format: 'uuid'}}, 'item.at: is uuid in the description, timestamp here'],
		[{tags: {type: 'array', items: {type: 'integer'}}}, 'item.tags[]: is integer in the description, text here'],
		[{author: object({name: text}, [])}, 'item.author.name: is optional in the description, and not here'],
		[{author: object({nick: text})}, 'item.author.name: is not in the description', 'item.author.nick: is new'],
		[{meta: text}, 'item.meta: is text in the description, record here'],
		[
			{kind: {oneOf: [object({type: {const: 'a'}, a: text})]}},
			'item.kind.type: the value "b" is not in the description',
			'item.kind.type: the value "c" is not in the description',
			'item.kind.a: is required in the description, and not here',
			'item.kind.b: is not in the description',
		],
		[
			{
				kind: {
					oneOf: [
						object({type: {const: 'a'}, a: text, z: text}),
						object({type: {type: 'string', enum: ['b', 'c', 'd']}, b: {type: 'number'}}),
					],
				},
			},
			'item.kind|1.z: is new',
			'item.kind|2.type: the value "d" is new',
		],
	])('tells of a changed field: %j', (change, ...expected) => {
		const told = differences(describedWith({...describedNote, ...change}));
		expect(told).toEqual(expected.map(difference => `notes, ${difference}`));
	});

	it('tells of a form that was added to a union', () => {
		const [a, b] = (describedNote.kind as {oneOf: readonly object[]}).oneOf;
		const kind = {oneOf: [a, b, object({type: {const: 'd'}})]};
		expect(differences(describedWith({...describedNote, kind}))).toEqual([
			'notes, item.kind: has 3 forms in the description, 2 here',
			'notes, item.kind.type: the value "d" is new',
		]);
	});

	it.each<[parameters: readonly object[], ...differences: string[]]>([
		[[...pageParameters, inQuery('author', text)], '?author: is new'],
		[pageParameters.slice(0, 2), '?page_token: is not in the description'],
		[
			[...pageParameters.slice(0, 2), {...inQuery('page_token', text), required: true}],
			'?page_token: is required in the description, and not here',
		],
		[
			[...pageParameters, inQuery('page_size', {type: 'integer', minimum: 1, maximum: 500})],
			'?page_size: has the maximum 500 in the description, 1000 here',
		],
		[
			[...pageParameters, inQuery('state', {type: 'string', enum: ['open']})],
			'?state: the value "done" is not in the description',
		],
		[
			[...pageParameters, inQuery('state', {type: 'boolean'})],
			'?state: is boolean in the description, text here',
			'?state: the value "open" is not in the description',
			'?state: the value "done" is not in the description',
		],
	])('tells of a changed parameter: %j', (parameters, ...expected) => {
		expect(differences(describedWith(describedNote, {}, parameters))).toEqual(
			expected.map(difference => `notes, ${difference}`),
		);
	});

	it('tells of lists that are new or gone, in families of which something is described', () => {
		const pets = {'/api/pets': {get: {responses: answer(page(object({id: text})))}}};
		// One that answers with a single thing, whatever arrays it has, is no list.
		const pet = {
			'/api/pets/{id}': {
				get: {responses: answer(object({id: text, toys: {type: 'array', items: object({id: text})}}))},
			},
		};
		expect(differences(describedWith(describedNote, {...pets, ...pet}))).toEqual(['GET /api/pets is new']);
		expect(differences(describedWith(describedNote, {'/api/notes/authors': {}}))).toEqual([
			'authors: GET /api/notes/authors is not in the description',
		]);
	});

	it('tells of another paging, and of another field for the entries', () => {
		const whole = {[notesPath]: {get: {responses: answer(object({data: {type: 'array', items: object({id: text})}}))}}};
		expect(differences(describedWith(describedNote, whole))).toContain(
			'notes, paging: is none in the description, links here',
		);
		expect(differences(laml('entries'))).toEqual(['calls, items: are in entries in the description, in calls here']);
	});

	it('passes over known differences, and tells of those that are none any more', () => {
		const known = [{difference: 'notes, item.colour*: is new', because: 'we like it grey'}];
		const check = (note: object) => checkLists(catalogue, [describedWith(note)], known);
		expect(check({...describedNote, colour: text})).toEqual([]);
		expect(check({...describedNote, colour: text, 'a.b': text})).toEqual(['notes, item.a.b: is new']);
		expect(check(describedNote)).toEqual(['known, but no difference any more: notes, item.colour*: is new']);
		expect(checkLists(catalogue, [laml()], known)).toEqual([]);
	});

	it('reads what is no description as one that says nothing', () => {
		expect(differences(null, [], {paths: {'/a': null, '/b': {get: {responses: {200: {$ref: '#/nowhere'}}}}}})).toEqual(
			[],
		);
	});
});
