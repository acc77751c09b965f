/** Where a caller stood, as the engine keeps it: it becomes text only when it is looked at. */
export interface CallSite {
	readonly stack?: string;
}

/**
 * The frames above a function of ours. What fails after the first `await` has none of the caller's own frames, and its
 * stack would name this library only.
 */
// biome-ignore lint/complexity/noBannedTypes: what captureStackTrace takes
export const callSiteOf = (ours: Function): CallSite => {
	const site: CallSite = {};
	// Other engines than V8 may lack it.
	Error.captureStackTrace?.(site, ours);
	return site;
};

/** An error's stack, with the caller's frames below its own. */
export const withCallSite = (stack: string | undefined, site: CallSite | undefined): string | undefined => {
	const frames = site?.stack?.split('\n').slice(1) ?? [];
	return stack === undefined || frames.length === 0 ? stack : [stack, ...frames].join('\n');
};
