import type {AnyList} from '../../core/list.ts';
import {fillPath, placeholdersIn} from '../../core/list-path.ts';
import type {QueryParameters} from '../../core/request-descriptor.ts';
import {queryPairs} from '../paging/query-pairs.ts';

/** Path and query, as links are made of them. */
interface Place {
	readonly path: string;
	readonly query: string;
}

/**
 * The path that links of a list are documented to lead to, and the query with the parents that this path leaves out: links
 * carry what they do not know. Undefined for a list whose links stay on its own path.
 */
export const otherPlace = ({linksTo = []}: AnyList, parents: QueryParameters, query: string): Place | undefined => {
	const [other] = linksTo;
	if (other === undefined) return undefined;
	const named = placeholdersIn(other);
	const given = queryPairs(query) ?? [];
	const added = parents.filter(([name]) => !named.includes(name) && !given.some(pair => pair.name === name));
	const asked = added.map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
	return {path: fillPath(other, parents), query: [query, ...asked].filter(part => part !== '').join('&')};
};

/** All the parents of a list, of which some stand in the path that was asked for, and others in the query. */
export const allParents = ({path}: AnyList, inPath: QueryParameters, query: string): QueryParameters => {
	const names = placeholdersIn(path);
	if (names.length === inPath.length) return inPath;
	const values = new Map([...(queryPairs(query) ?? []).map(({name, value}) => [name, value] as const), ...inPath]);
	return names.map(name => [name, values.get(name) ?? ''] as const);
};
