const obeyed = /[\p{Cc}\p{Bidi_Control}\p{Zl}\p{Zp}]/gu;

/** Text of others as messages may show it: what a terminal would obey stands there as an escape, `\u001b`. */
export const printable = (text: string): string =>
	text.replace(obeyed, character => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
