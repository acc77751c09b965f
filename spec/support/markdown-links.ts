/** A page without what is shown in fences: those are programs and outputs, not prose. */
const proseOf = (markdown: string): string => markdown.replace(/^```[\s\S]*?^```$/gm, '');

/** The targets of a page's links and images, but for those elsewhere on the web. */
export const relativeLinks = (markdown: string): readonly string[] =>
	[
		...proseOf(markdown)
			.replace(/`[^`\n]*`/g, '')
			.matchAll(/\]\(([^)\s]+)\)/g),
	]
		.map(([, target = '']) => target)
		.filter(target => !/^[a-z]+:/.test(target));

/** The first letters of a heading's name in an address, as GitHub makes it; two of one name are told apart by a number. */
export const anchorsIn = (markdown: string): ReadonlySet<string> => {
	const seen = new Map<string, number>();
	const anchors = headingsIn(markdown).map(({text}) => {
		const name = text
			.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
			.toLowerCase()
			.replace(/[^\p{L}\p{N}\p{M}_\- ]/gu, '')
			.replaceAll(' ', '-');
		const before = seen.get(name) ?? 0;
		seen.set(name, before + 1);
		return before === 0 ? name : `${name}-${before}`;
	});
	return new Set(anchors);
};

/** The headings of a page, and how deep each is. */
export const headingsIn = (markdown: string): ReadonlyArray<{readonly depth: number; readonly text: string}> =>
	[...proseOf(markdown).matchAll(/^(#{1,6}) (.*)$/gm)].map(([, marks = '', text = '']) => ({
		depth: marks.length,
		text,
	}));
