import {printable} from '../core/printable.ts';

/** Text as a terminal may be given it: ends of lines and tabs stay, whatever else it would obey stands there escaped. */
export const forTerminal = (text: string): string =>
	text
		.split(/(\r?\n|\t)/)
		.map((part, index) => (index % 2 === 0 ? printable(part) : part))
		.join('');
