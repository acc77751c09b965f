const [space, quote, backslash, comma, colon] = [0x20, 0x22, 0x5c, 0x2c, 0x3a];
const [bracket, closingBracket, brace, closingBrace] = [0x5b, 0x5d, 0x7b, 0x7d];
const [plus, minus, point, zero, nine, exponent] = [0x2b, 0x2d, 0x2e, 0x30, 0x39, 0x65];

const isDigit = (code: number): boolean => code >= zero && code <= nine;
const isInNumber = (code: number): boolean =>
	isDigit(code) || code === point || (code | 0x20) === exponent || code === minus || code === plus;
const isLetter = (code: number): boolean => code >= 0x61 && code <= 0x7a;

/** Where something begins in a text, and what is behind it. */
export interface Span {
	readonly from: number;
	readonly to: number;
}

export type OnNumber = (begin: number, end: number) => void;

/**
 * Goes over a JSON text without making values of it. The text must be one that `JSON.parse` takes. However deep it is,
 * nothing here calls itself.
 */
export class JsonScanner {
	readonly json: string;
	/** How far it has come. */
	at = 0;
	readonly #onNumber: OnNumber;

	constructor(json: string, onNumber: OnNumber = () => {}) {
		this.json = json;
		this.#onNumber = onNumber;
	}

	/** To the next value, name or end: its first character. */
	next(): string {
		for (;;) {
			const code = this.json.charCodeAt(this.at);
			if (code > space && code !== comma && code !== colon) return this.json.charAt(this.at);
			this.at++;
		}
	}

	/** Into an object or array, which comes next. */
	open(): void {
		this.at++;
	}

	/** Whether the object or array that it is in has more; if not, it is left. */
	hasMore(): boolean {
		const next = this.next();
		if (next !== '}' && next !== ']') return true;
		this.at++;
		return false;
	}

	/** The name of a member, which comes next, as it stands there; its value follows. */
	name(): string {
		this.next();
		const begin = this.at;
		this.at = this.#afterText(begin);
		return this.json.slice(begin, this.at);
	}

	/** Over a value, whatever is in it; says where it stands. */
	skipValue(): Span {
		const {json} = this;
		this.next();
		const begin = this.at;
		let [at, depth] = [begin, 0];
		do {
			const code = json.charCodeAt(at);
			if (code === quote) at = this.#afterText(at);
			else if (code === minus || isDigit(code)) at = this.#afterNumber(at);
			else {
				at++;
				// Most of what is left is colons and commas, and stands before the letters.
				if (code < bracket) continue;
				if (code === brace || code === bracket) depth++;
				else if (code === closingBrace || code === closingBracket) depth--;
				else if (depth === 0) while (isLetter(json.charCodeAt(at))) at++;
			}
		} while (depth > 0);
		this.at = at;
		return {from: begin, to: at};
	}

	/** Over the rest of an array that it is in; says where its entries stand. */
	skipEntries(): readonly Span[] {
		const entries: Span[] = [];
		while (this.hasMore()) entries.push(this.skipValue());
		return entries;
	}

	/** The place behind a text. */
	#afterText(begin: number): number {
		const {json} = this;
		for (let end = json.indexOf('"', begin + 1); ; end = json.indexOf('"', end + 1)) {
			let first = end;
			while (json.charCodeAt(first - 1) === backslash) first--;
			if ((end - first) % 2 === 0) return end + 1;
		}
	}

	/** The place behind a number. */
	#afterNumber(begin: number): number {
		const {json} = this;
		let at = begin + 1;
		while (isInNumber(json.charCodeAt(at))) at++;
		this.#onNumber(begin, at);
		return at;
	}
}
