import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {build} from 'esbuild';
import * as E from 'fp-ts/lib/Either.js';
import type * as t from 'io-ts';
import {checkList} from '../../lib/core/check-list.ts';
import {fastGuard} from '../../lib/core/fast-guard.ts';
import {type AnyList, keyOf, pageStyleOf} from '../../lib/core/list.ts';
import {pathsOf, placeholdersIn} from '../../lib/core/list-path.ts';
import {isInPath, type Parameter} from '../../lib/core/parameter.ts';
import {parametersOf} from '../../lib/core/query-codec.ts';
import {columnsOf} from '../../lib/export/formats/columns.ts';
import {paginate} from '../../lib/index.ts';
import {catalogue} from '../../lib/lists/catalogue.ts';
import {exampleOf} from '../support/example-item.ts';
import {clientOf, sendJson, startServer, type TestServer} from '../support/server.ts';

const families = Object.keys(catalogue);
const lists = Object.values(catalogue).flat();
const named = lists.map(list => [list.name, list] as const);
const pagingOf = (list: AnyList) => pageStyleOf(list).paging?.token ?? 'none';
const queryOf = (list: AnyList) => Object.keys(parametersOf(list.query));
const asksForPages = (list: AnyList) => queryOf(list).some(name => ['page_token', 'PageToken'].includes(name));
const count = (fits: (list: AnyList) => boolean) => lists.filter(fits).length;

describe('the catalogue', () => {
	it('has all lists and searches of SignalWire', () => {
		for (const family of families) {
			// A file of a family that exports a list is named in its entry.
			const files = readdirSync(join(import.meta.dirname, `../../lib/lists/${family}`));
			const texts = files.map(file =>
				readFileSync(join(import.meta.dirname, `../../lib/lists/${family}/${file}`), 'utf8'),
			);
			expect(texts.filter(text => /^export const \w+: List</m.test(text))).toHaveLength(catalogue[family]?.length ?? 0);
		}
		expect(new Set(lists.map(({path}) => path.replace(/\{\w+\}/g, '{}'))).size).toBeGreaterThanOrEqual(93);
	});

	it('has the paging that is documented, and asks for no page where no parameter for it is', () => {
		expect(count(list => pagingOf(list) === 'page_token')).toBeGreaterThanOrEqual(69);
		expect(count(list => pagingOf(list) === 'PageToken')).toBeGreaterThanOrEqual(16);
		expect(count(list => pagingOf(list) === 'none')).toBeGreaterThanOrEqual(8);
		expect(count(list => pagingOf(list) === 'page_token' && !asksForPages(list))).toBeGreaterThanOrEqual(44);
		expect(count(list => pagingOf(list) === 'PageToken' && !asksForPages(list))).toBe(0);
		for (const list of lists) expect(list.pageSize?.largest).toBe(asksForPages(list) ? 1000 : undefined);
	});

	it('tells items apart as they can be', () => {
		const keys = (key: string) => count(list => keyOf(list).join() === key);
		expect([keys('id'), keys('sid'), keys('call_sid'), keys('')]).toEqual([69, 14, 2, 8]);
	});

	it('calls each list otherwise, in snake case, as a table may be called', () => {
		expect(new Set(lists.map(({name}) => name)).size).toBe(lists.length);
		for (const {name} of lists) expect(name).toMatch(/^[a-z]+(?:_[a-z]+)*$/);
	});

	it('has names that are told apart within a family without the name of that family too, as commands may be', () => {
		for (const [family, own] of Object.entries(catalogue)) {
			expect(new Set(own.map(({name}) => name.replace(`${family}_`, ''))).size).toBe(own.length);
		}
	});

	it('calls no path parameter as the items call their own ID', () => {
		for (const {path} of lists) expect(placeholdersIn(path)).not.toContain('id');
	});
});

describe.each(named)('%s', (_name, list) => {
	it('is a list, says its scope, and has help for every parameter', () => {
		expect(checkList(list)).toMatchObject({_tag: 'Right'});
		expect(list.scope).toMatch(/^[A-Z]\w+(?:(?:, | or )[A-Z]\w+)*$/);
		for (const parameter of Object.values(parametersOf(list.query))) {
			expect((parameter as Parameter<unknown>).described.help).not.toBe('');
		}
	});

	it('has items that are checked at full speed, and whose key is among their fields', () => {
		const {fallbacks} = fastGuard(list.item);
		expect(fallbacks).toEqual([]);
		for (const ordinal of [0, 1, 2, 3, 4, 5, 6]) {
			const item = exampleOf(list.item as unknown as t.Mixed, ordinal);
			expect(E.isRight(list.item.decode(item))).toBe(true);
			expect(Object.keys(item as object)).toEqual(expect.arrayContaining([...keyOf(list)]));
		}
	});
});

describe('every list of the catalogue', () => {
	const subscriberToken = 'a-subscribers-token';
	let server: TestServer;
	let current: AnyList;
	beforeAll(async () => {
		server = await startServer((response, _ordinal, request) => {
			const {searchParams, pathname} = new URL(`http://${request.headers.host}${request.url}`);
			const isFirst = !searchParams.has('next');
			const items = (isFirst ? [0, 1] : [2]).map(ordinal => exampleOf(current.item as unknown as t.Mixed, ordinal));
			const links = isFirst ? {next: `${pathname}?next=1`} : {};
			sendJson(response, 200, pageStyleOf(current).write?.({items, links, number: 0, size: 2}));
		});
	});
	afterAll(() => server.close());

	it.each(named)('is walked: %s', async (_name, list) => {
		current = list;
		const before = server.requests.length;
		const inPath = Object.entries(parametersOf(list.query)).filter(([, codec]) => isInPath(codec));
		const query = Object.fromEntries(inPath.map(([name]) => [name, 'parent']));
		const items: unknown[] = [];
		const client = clientOf(server, {subscriberToken});
		for await (const item of paginate(client, list, query, {onInvalidItem: 'throw'})) items.push(item);
		const targets = server.requests.slice(before).map(({target}) => target);
		const own = list.path.replace(/\{\w+\}/g, 'parent');
		const size = list.pageSize === undefined ? '' : `?${list.pageSize.parameter}=1000`;
		expect(targets).toEqual(pagingOf(list) === 'none' ? [own] : [own + size, `${own}?next=1`]);
		expect(items.length).toBe(targets.length === 2 ? 3 : list.name === 'available_country' ? 1 : 2);
	});
});

describe('documented links that leave the path of their list', () => {
	const followed = (list: AnyList) => {
		const parameters = placeholdersIn(list.path).map(name => [name, 'x'] as const);
		return pathsOf({path: list.path, linksTo: list.linksTo ?? []}, parameters).slice(1);
	};
	const leaving = lists.filter(({linksTo}) => linksTo !== undefined);

	it('are followed where they name the parent', () => {
		expect(Object.fromEntries(leaving.map(list => [list.name, followed(list)]))).toEqual({
			call_flow_addresses: ['/api/fabric/resources/x/addresses'],
			cxml_application_addresses: ['/api/fabric/resources/laml_applications/x/addresses'],
			swml_script_addresses: ['/api/fabric/resources/swml_script/x/addresses'],
			// Whose versions and faxes these are, they do not say.
			call_flow_versions: [],
			faxes: [],
			fax_media: [],
		});
	});

	it('are known where they do not', () => {
		const known = (wanted: string) => lists.find(({name}) => name === wanted)?.linksTo;
		expect(known('call_flow_versions')).toEqual(['/api/fabric/call_flows/versions']);
		expect(known('faxes')).toEqual(['/fax/v1/Faxes']);
		expect(known('fax_media')).toEqual(['/fax/v1/Faxes/{FaxSid}/Media']);
	});
});

describe('an entry of the package', () => {
	const inputsOf = async (entry: string): Promise<readonly string[]> => {
		const {metafile} = await build({
			entryPoints: [entry],
			bundle: true,
			platform: 'node',
			format: 'esm',
			packages: 'external',
			write: false,
			metafile: true,
			treeShaking: false,
		});
		return Object.keys(metafile.inputs).filter(path => /lib\/lists\/\w+\//.test(path));
	};

	it.each(families)('loads no other family: %s', async family => {
		const inputs = await inputsOf(`lib/lists/${family}/index.ts`);
		expect(inputs).not.toEqual([]);
		expect(inputs.filter(path => !path.startsWith(`lib/lists/${family}/`))).toEqual([]);
	});

	it.each(['lib/index.ts', 'lib/fp.ts'])('loads no list but rooms: %s', async entry => {
		expect(await inputsOf(entry)).toEqual(['lib/lists/video/rooms.ts']);
	});
});

describe('a literal field', () => {
	it('is a text in tables', () => {
		const [agents] = lists.filter(({name}) => name === 'ai_agents');
		const columns = columnsOf(agents?.item as unknown as t.Mixed, ['id']);
		expect(columns.find(({name}) => name === 'type')?.type).toBe('string');
	});
});
