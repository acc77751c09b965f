/** What stands behind the name of a parameter on the wire to say how it is compared, as a word. */
const comparisons: ReadonlyMap<string, string> = new Map([
	['<', 'before'],
	['>', 'after'],
]);

/** `room_name`, `RoomName`, `StartTime>` or `filter[name]` as the words of a flag: `start-time-after`. */
export const kebabCase = (name: string): string =>
	name
		.replace(/[<>]/g, sign => `_${comparisons.get(sign)}`)
		.replace(/(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/g, '_')
		.toLowerCase()
		.split(/[^a-z0-9]+/)
		.filter(word => word !== '')
		.join('-');

/**
 * The name of a flag, without its dashes, for a parameter of a query. One that means something else already gets
 * `query-` in front: a parameter `format` is asked for with `--query-format`.
 */
export const flagName = (parameter: string, taken: ReadonlySet<string>): string => {
	let name = kebabCase(parameter);
	while (taken.has(name)) name = `query-${name}`;
	return name;
};
