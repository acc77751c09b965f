import type {QueryParameters} from './request-descriptor.ts';

const placeholder = /\{(\w+)\}/g;

/** The parameters that a list's path has in braces. */
export const placeholdersIn = (path: string): readonly string[] =>
	[...path.matchAll(placeholder)].map(([, name = '']) => name);

/** Also what some servers encode and others do not, so that it is known as ours in either form. */
const encodeSegment = (value: string): string =>
	encodeURIComponent(value).replace(/[!'()*~]/g, character => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);

/** The path with its parameters filled in, encoded, so that none leaves its segment. */
export const fillPath = (path: string, parameters: QueryParameters): string => {
	const values = new Map(parameters);
	return path.replace(placeholder, (_, name: string) => encodeSegment(values.get(name) ?? ''));
};

/** The parameters that stand in the query, and not in the path. */
export const queryOnly = (path: string, parameters: QueryParameters): QueryParameters => {
	const inPath = new Set(placeholdersIn(path));
	return parameters.filter(([name]) => !inPath.has(name));
};

/** Bytes that are not UTF-8 stay as they are. */
const canonicalSegment = (segment: string): string => {
	try {
		return encodeURIComponent(decodeURIComponent(segment));
	} catch {
		return segment;
	}
};

/** What we had to encode, others may encode otherwise; what we did not is one letter by letter. */
const isSameSegment = (own: string, other: string | undefined): boolean =>
	own === other || (other !== undefined && own.includes('%') && canonicalSegment(own) === canonicalSegment(other));

/** Whether a path is a list's own, however the parameters in it are encoded. */
export const isSamePath = (own: string, path: string): boolean => {
	const segments = path.split('/');
	return (
		own.split('/').every((segment, index) => isSameSegment(segment, segments[index])) &&
		own.split('/').length === segments.length
	);
};

/** A list's own path, and others that its next links may lead to. */
export type ListPaths = readonly [own: string, ...documented: string[]];

/** What is said of a documented path that leaves the parent out. */
export const withoutParent = (own: string, {path}: {readonly path: string}): string =>
	`${path}, a documented path that does not say whose items it lists, as ${own} does. Where you know that they are the ` +
	'same, set followWithoutParent (--follow-without-parent)';

/**
 * The paths that a list's next links may lead to: its own, and those that are documented and still name the same parent; of
 * others nobody knows whose items they list.
 * @param nameless those others as well
 */
export const pathsOf = (
	{path, linksTo}: {readonly path: string; readonly linksTo: readonly string[]},
	parameters: QueryParameters,
	nameless = false,
): ListPaths => {
	const parents = nameless ? [] : placeholdersIn(path);
	const documented = linksTo.filter(other => parents.every(name => placeholdersIn(other).includes(name)));
	return [fillPath(path, parameters), ...documented.map(other => fillPath(other, parameters))];
};
