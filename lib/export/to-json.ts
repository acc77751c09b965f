/** Text that is to be written as it is, between values that are still to be written. */
class Text {
	readonly text: string;
	constructor(text: string) {
		this.text = text;
	}
}

const partsOf = (value: object): readonly unknown[] => {
	if (Array.isArray(value)) {
		const entries = value.flatMap((entry, index) => (index === 0 ? [entry] : [new Text(','), entry]));
		return [new Text('['), ...entries, new Text(']')];
	}
	const fields = Object.entries(value).flatMap(([key, field], index) => [
		new Text(`${index === 0 ? '' : ','}${JSON.stringify(key)}:`),
		field,
	]);
	return [new Text('{'), ...fields, new Text('}')];
};

/** `JSON.stringify` for what `JSON.parse` gave, however deep it is: with a list of what is to be done, no recursion. */
export const toJsonOfAnyDepth = (root: unknown): string => {
	const written: string[] = [];
	const left: unknown[] = [root];
	while (left.length > 0) {
		const next = left.pop();
		if (next instanceof Text) written.push(next.text);
		else if (typeof next === 'object' && next !== null) {
			for (const part of partsOf(next).toReversed()) left.push(part);
		} else written.push(JSON.stringify(next));
	}
	return written.join('');
};

/**
 * The JSON of what was read as JSON. `JSON.parse` reads any depth, while `JSON.stringify` calls itself and runs out of
 * stack after some thousand levels: one such room must not end an export of all others.
 */
export const toJson = (value: unknown): string => {
	try {
		return JSON.stringify(value);
	} catch (error) {
		if (error instanceof RangeError) return toJsonOfAnyDepth(value);
		throw error;
	}
};
