/** What items are called: one of them, and several. */
export interface Noun {
	readonly one: string;
	readonly many: string;
}

/** How plural words end, and what stands there in the singular. The first that fits counts. */
const endings: ReadonlyArray<readonly [plural: RegExp, singular: string]> = [
	[/ies$/, 'y'],
	[/(ss|x|ch|sh|tus)es$/, '$1'],
	[/(?<!s)s$/, ''],
];

/** Words that are not spelt as the name of a list spells them. */
const spellings: ReadonlyMap<string, string> = new Map([
	['ai', 'AI'],
	['cxml', 'cXML'],
	['ids', 'IDs'],
	['laml', 'LaML'],
	['sip', 'SIP'],
	['swml', 'SWML'],
	['whatsapp', 'WhatsApp'],
]);

/** Read off the name of a list: of `room_session_members` one is a room session member. */
export const nounOf = (name: string): Noun => {
	const words = name.split('_').map(word => spellings.get(word) ?? word);
	const many = words.join(' ');
	const [plural, singular] = endings.find(([ending]) => ending.test(many)) ?? [/$/, ''];
	return {one: many.replace(plural, singular), many};
};

/** The word for so many of them. */
export const formOf = (number: number, {one, many}: Noun): string => (number === 1 ? one : many);

/** `2,000`. Not by `toLocaleString`: what it loads first takes ten milliseconds, which a command's help would wait for. */
export const grouped = (whole: number): string => String(whole).replace(/(?<=\d)(?=(\d{3})+$)/g, ',');

/** `1 page`, `2,000 pages` */
export const countOf = (number: number, noun: Noun): string => `${grouped(number)} ${formOf(number, noun)}`;
