import {base64, characters, hexadecimal, utf8} from './bytes.ts';
import {type Unspelt, unspell} from './spelling.ts';

/** Takes a client's secrets out of text, whoever put them there: servers and proxies do echo what they were sent. */
export type Redact = (text: string) => string;

/** What a client must keep to itself, looked for in texts. */
export interface Secrets {
	readonly redact: Redact;
	/**
	 * Whether following this address, or remembering it, would print a secret and store it, in logs as well. What stands
	 * in the client's `own` address is none.
	 */
	readonly leaks: (address: string, own: string) => boolean;
}

/** What to do about a server that puts what it was sent into an address. */
export const leakAdvice = "Replace the API token, as it may be in the server's logs, and tell the server's operator.";

const marker = '[redacted]';

/** A beginning shorter than this gives nothing away. */
const shortestBeginning = 4;

/**
 * A shorter text stands in identifiers, links and sentences by chance, and hiding it would only spoil them: nobody's
 * secret is `1` or `token`. SignalWire's own are `PT` and some 40 digits.
 */
const shortestSecret = 8;

/** What links and messages are made of. A token that stands in here, as tests like to have, is no secret either. */
const vocabulary = [
	'https://localhost https://127.0.0.1 https://example.signalwire.com/api/video/rooms /api/laml/2010-04-01/accounts',
	'include_active_session starts_after ends_before page_number page_size page_token pagesize pagetoken next_page_uri',
	'signalwire-paginate signalwire_space signalwire_project_id signalwire_api_token signalwire_subscriber_token application/json authorization',
].join(' ');

/** Printable ASCII without anything that could spell another character: it says what stands there. */
const plainText = /^[ -$&-:<-[\]-~]*$/;

/** What base64 ends in says nothing, and goes with it. */
const padding = /(?:=|%3d){1,2}/iy;

export const basicAuthorization = (projectId: string, apiToken: string): string =>
	`Basic ${base64(`${projectId}:${apiToken}`)}`;

/** As `unspell` reads a text in which every byte is spelt by itself. */
const bytesOf = (text: string): string => characters(utf8(text)).replace(/[A-Z]+/g, letters => letters.toLowerCase());

const isSecret = (spelt: string): boolean => spelt.length >= shortestSecret && !vocabulary.includes(spelt);

/** For each beginning of a secret, how long the longest shorter one is that it ends in (Knuth, Morris and Pratt's). */
const bordersOf = (secret: string): readonly number[] => {
	const borders = [0];
	for (let end = 1, length = 0; end < secret.length; end++) {
		while (length > 0 && secret[end] !== secret[length]) length = borders[length - 1] as number;
		if (secret[end] === secret[length]) length++;
		borders.push(length);
	}
	return borders;
};

type Span = readonly [start: number, end: number];
type Search = (text: string, unspelt: Unspelt) => readonly Span[];

const paddedEnd = (text: string, end: number): number => {
	padding.lastIndex = end;
	return end + (padding.exec(text)?.[0].length ?? 0);
};

/** `…` in UTF-8: messages show long text by its beginning, and a secret that was cut there is still half a secret. */
const ellipsis = characters(utf8('…'));

/** Where a text spells a secret, or a beginning of it before `…`; in one pass, so that no text takes long. */
const searchSpelt = (secret: string): Search => {
	const borders = bordersOf(secret);
	return (text, {bytes, starts, ends}) => {
		const spans: Span[] = [];
		for (let at = 0, length = 0; at < bytes.length; at++) {
			while (length > 0 && bytes[at] !== secret[length]) length = borders[length - 1] as number;
			if (bytes[at] === secret[length]) length++;
			const start = starts[at + 1 - length] as number;
			if (length === secret.length) {
				spans.push([start, paddedEnd(text, ends[at] as number)]);
				length = borders[length - 1] as number;
			} else if (length >= shortestBeginning && bytes.startsWith(ellipsis, at + 1)) {
				spans.push([start, starts[at + 1] as number]);
			}
		}
		return spans;
	};
};

/** Where it stands letter for letter: a token of backslashes is no text that anybody would spell. */
const searchAsItIs =
	(words: string): Search =>
	text => {
		const spans: Span[] = [];
		for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + 1)) spans.push([at, at + words.length]);
		return spans;
	};

/** Spans that lie over one another become one. */
const hide = (text: string, spans: readonly Span[]): string => {
	let cleaned = '';
	let done = 0;
	for (const [start, end] of [...spans].sort(([a], [b]) => a - b)) {
		if (start >= done) cleaned += text.slice(done, start) + marker;
		done = Math.max(done, end);
	}
	return cleaned + text.slice(done);
};

const unpadded = (encoded: string): string => encoded.replace(/=+$/, '');
const forUrls = (encoded: string): string => encoded.replaceAll('+', '-').replaceAll('/', '_');

/**
 * Finds the token, and what holds it, in any spelling and case: what can be read back is as good as the token itself.
 * @param others tokens that are sent as they are
 */
export const createSecrets = (projectId: string, apiToken: string, ...others: readonly string[]): Secrets => {
	const tokens = [apiToken, ...others].filter(token => isSecret(token.toLowerCase()));
	const encoded = [`${projectId}:${apiToken}`, ...tokens].map(text => unpadded(base64(text)));
	const forms = [...encoded, ...encoded.map(forUrls), ...tokens.map(hexadecimal), ...tokens];
	// A token may itself look like an escape, or have capitals that are none once they are in percent signs.
	const spelt = [...new Set(forms.flatMap(form => [unspell(form).bytes, bytesOf(form)]))].filter(isSecret);
	// What is hidden already is found too, so that nothing is hidden inside it.
	const searches = [...spelt.map(searchSpelt), ...[...tokens, marker].map(searchAsItIs)];

	const isInnocent = (text: string): boolean => {
		if (!plainText.test(text)) return false;
		const said = text.toLowerCase();
		return !spelt.some(secret => said.includes(secret));
	};
	return {
		redact: text => {
			if (isInnocent(text)) return text;
			const unspelt = unspell(text);
			return hide(
				text,
				searches.flatMap(search => search(text, unspelt)),
			);
		},
		leaks: (address, own) => {
			if (isInnocent(address)) return false;
			const [theirs, ours] = [address, own].map(text => unspell(text).bytes);
			return spelt.some(secret => theirs?.includes(secret) && !ours?.includes(secret));
		},
	};
};
