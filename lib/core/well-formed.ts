/**
 * Whether a text can be written in UTF-8 and read again as it is. JSON can escape halves of surrogate pairs without their
 * other half, while UTF-8 has no bytes for them.
 */
export const isWellFormed = (text: string): boolean => text.isWellFormed();

/** Escapes of lone halves, as `JSON.stringify` writes them; after an odd backslash only, for two are one that is text. */
const loneEscape = /(?<!\\)(?:\\\\)*\\ud[89a-f]/;

/** Whether such JSON has texts in it that some readers refuse, and with them the whole file. */
export const holdsLoneHalves = (json: string): boolean => json.includes('\\ud') && loneEscape.test(json);

/**
 * A text that has to stay a text of its own, such as a key: as it is, or else its JSON text, `"A\ud800"`. One that begins
 * with a quotation mark becomes its JSON text too, so that no two texts are the same afterwards.
 */
export const asWellFormed = (text: string): string =>
	isWellFormed(text) && !text.startsWith('"') ? text : JSON.stringify(text);
