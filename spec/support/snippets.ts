/** A fenced block of a Markdown file, with the block of expected output that follows it, if one does. */
export interface Snippet {
	readonly language: string;
	readonly code: string;
	readonly heading: string;
	readonly output: string | undefined;
}

const fence = /^```(\w*)\n([\s\S]*?)^```$/gm;

export const markdownSnippets = (markdown: string): readonly Snippet[] => {
	const blocks = [...markdown.matchAll(fence)].map(match => ({
		language: match[1] ?? '',
		code: match[2] ?? '',
		start: match.index,
		end: match.index + match[0].length,
	}));
	const isOutput = (language: string) => language === 'text' || language === 'json';
	return blocks.flatMap((block, index) => {
		if (isOutput(block.language)) return [];
		const following = blocks[index + 1];
		const follows =
			following && isOutput(following.language) && markdown.slice(block.end, following.start).trim() === '';
		const heading =
			markdown
				.slice(0, block.start)
				.match(/^#+ .*$/gm)
				?.at(-1) ?? '';
		return [{language: block.language, code: block.code, heading, output: follows ? following.code : undefined}];
	});
};

/** The `@example` blocks of a source file's documentation comments. */
export const docstringExamples = (source: string): readonly string[] =>
	[...source.matchAll(/\/\*\*[\s\S]*?\*\//g)].flatMap(([comment]) => {
		const text = comment
			.replace(/^\/\*\*/, '')
			.replace(/\*\/$/, '')
			.replace(/^\s*\* ?/gm, '');
		return text
			.split(/^@example$/m)
			.slice(1)
			.map(example => example.split(/^@\w+/m)[0] ?? '');
	});
