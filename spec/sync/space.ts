import type {IncomingMessage, ServerResponse} from 'node:http';
import {sendJson, startServer, type TestServer} from '../support/server.ts';

export interface Row {
	readonly id: string;
	readonly created_at?: string | null;
}

/** A space in memory, whose lists a test changes while plans are run. */
export interface Space extends TestServer {
	/** Rows by path. */
	readonly lists: Map<string, readonly Row[]>;
	/** Answers in place of the listing, where it gives any. */
	answer: (response: ServerResponse, request: URL) => boolean;
	/** Days as the filter has them: whether those that it names are let through, and how many hours they begin after UTC's. */
	filter: {readonly isInclusive: boolean; readonly hours: number} | 'unheeded';
	pageSize: number;
	/** Milliseconds before an answer. */
	delay: number;
	/** The most requests that were answered at the same time. */
	readonly most: () => number;
	/** Paths and queries of requests since they were forgotten last. */
	readonly targets: () => readonly string[];
	readonly forget: () => void;
}

const hour = 3_600_000;
const day = 24 * hour;

const isLetThrough = ({created_at}: Row, {searchParams}: URL, {filter}: Space): boolean => {
	const [after, before] = ['created_after', 'created_before'].map(name => searchParams.get(name));
	if (filter === 'unheeded' || !created_at) return true;
	const time = Date.parse(created_at);
	const begins = (date: string) => Date.parse(`${date}T00:00:00Z`) + filter.hours * hour;
	const own = filter.isInclusive ? 0 : day;
	if (after && time < begins(after) + own) return false;
	return !(before && time >= begins(before) + day - own);
};

/** What a filter lets through is the same for each page of a listing. */
const remembered = new WeakMap<readonly Row[], Map<string, readonly Row[]>>();

const filtered = (rows: readonly Row[], url: URL, space: Space): readonly Row[] => {
	const known = remembered.get(rows) ?? new Map<string, readonly Row[]>();
	remembered.set(rows, known);
	const key = JSON.stringify([
		space.filter,
		url.searchParams.get('created_after'),
		url.searchParams.get('created_before'),
	]);
	const through = known.get(key) ?? rows.filter(row => isLetThrough(row, url, space));
	known.set(key, through);
	return through;
};

/** Pages with a token that is another one on each page. */
const listing = (space: Space, url: URL): unknown => {
	const rows = filtered(space.lists.get(url.pathname) ?? [], url, space);
	const start = Number(url.searchParams.get('page_token')?.slice(1) ?? 0);
	const end = start + space.pageSize;
	const next = new URL(url);
	next.searchParams.set('page_token', `t${end}`);
	next.searchParams.set('page_number', String(end / space.pageSize));
	return {links: end < rows.length ? {next: `${next.pathname}${next.search}`} : {}, data: rows.slice(start, end)};
};

export const startSpace = async (lists: Readonly<Record<string, readonly Row[]>>): Promise<Space> => {
	let [running, most, seen] = [0, 0, 0];
	const serve = (response: ServerResponse, request: IncomingMessage) => {
		const url = new URL(request.url ?? '', 'http://localhost');
		running--;
		if (response.destroyed || space.answer(response, url)) return;
		if (space.lists.has(url.pathname)) sendJson(response, 200, listing(space, url));
		else sendJson(response, 404, {error: 'Not Found'});
	};
	const server = await startServer((response, _, request) => {
		running++;
		most = Math.max(most, running);
		if (space.delay === 0) serve(response, request);
		else setTimeout(() => serve(response, request), space.delay);
	});
	const space: Space = {
		...server,
		lists: new Map(Object.entries(lists)),
		answer: () => false,
		filter: {isInclusive: true, hours: 0},
		pageSize: 20,
		delay: 0,
		most: () => most,
		targets: () => server.requests.slice(seen).map(({target}) => target),
		forget: () => {
			seen = server.requests.length;
			most = 0;
		},
	};
	return space;
};

/** Rows whose times are so many minutes apart, from a day on. */
export const rowsFrom = (first: string, number: number, minutes: number, prefix = 'log'): readonly Row[] =>
	Array.from({length: number}, (_, index) => ({
		id: `${prefix}-${index}`,
		created_at: new Date(Date.parse(first) + index * minutes * 60_000).toISOString(),
	}));

/** The projects of a plan, one for each space, by their names. */
export const projectsIn = (names: readonly string[], spaces: readonly Space[], tokenVariable: string) =>
	names.map((name, index) => ({name, baseUrl: spaces[index]?.url, projectId: `${name}-1`, tokenVariable}));
