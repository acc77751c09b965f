/** Spreadsheets overlook what cannot be seen; and apostrophes in front count, so that what has some gets one more. */
const atFront = /^['\p{Cc}\p{Cf}\s]*[=+\-@＝＋－＠]|^'*[\t\r]/u;

/**
 * Where a program that splits at semicolons or tabs, as Excel does in many countries, would begin a cell. To it a quote
 * in the middle of a cell is text, so that it splits inside of quotes too, and ends a row at a line break there.
 */
const atSplit = /(?=['=+\-@＝＋－＠])(?<=[;\t\r\n](?:(?![;\t\r\n])[\p{Cc}\p{Cf}\s"])*)'*[=+\-@＝＋－＠]/gu;

/** A text with an apostrophe wherever a spreadsheet would see a formula; one less there gives the text again. */
export const harmlessText = (text: string): string => {
	const inside = /[;\t\r\n]/.test(text) ? text.replace(atSplit, "'$&") : text;
	return atFront.test(inside) ? `'${inside}` : inside;
};

/** In JSON, a semicolon is in a text, where it can be escaped. It has neither tabs nor line breaks. */
const beforeFormula = /;(?=[\p{Cc}\p{Cf}\s"]*[=+\-@＝＋－＠])/gu;

/** JSON that means the same, and in which no spreadsheet sees a formula. */
export const harmlessJson = (json: string): string => json.replace(beforeFormula, '\\u003b');
