import {unspell} from './spelling.ts';

/** Takes a client's secrets out of text, whoever put them there: servers and proxies do echo what they were sent. */
export type Redact = (text: string) => string;

/** A beginning shorter than this gives nothing away. */
const shortestBeginning = 4;

export const basicAuthorization = (projectId: string, apiToken: string): string =>
	`Basic ${Buffer.from(`${projectId}:${apiToken}`, 'utf8').toString('base64')}`;

/** Messages show long text by its beginning and `…`: a secret that was cut there is still half a secret. */
const cutBeginning = (text: string, secret: string): string => {
	for (let length = secret.length - 1; length >= shortestBeginning; length--) {
		text = text.replaceAll(`${secret.slice(0, length)}…`, '[redacted]…');
	}
	return text;
};

/** What base64 ends in says nothing, and goes with it. */
const padding = /^(?:=|%3d){1,2}/i;

/** Printable ASCII without anything that could spell another character: it says what stands there. */
const plainText = /^[ -$&-:<-[\]-~]*$/;

/** Puts `[redacted]` wherever a text spells one of these secrets, in whichever way. */
const replaceSpelt = (text: string, secrets: readonly string[]): string => {
	if (plainText.test(text)) {
		const said = text.toLowerCase();
		if (!secrets.some(secret => said.includes(secret))) return text;
	}
	const {bytes, starts, ends} = unspell(text);
	const found = secrets.flatMap(secret => {
		const places: Array<readonly [start: number, end: number]> = [];
		for (let at = bytes.indexOf(secret); at >= 0; at = bytes.indexOf(secret, at + secret.length)) {
			places.push([starts[at] as number, ends[at + secret.length - 1] as number]);
		}
		return places;
	});
	let cleaned = '';
	let done = 0;
	for (const [start, end] of found.sort(([a], [b]) => a - b)) {
		// One in another, or one that begins in another, is gone with it.
		if (start >= done) cleaned += `${text.slice(done, start)}[redacted]`;
		if (end <= done) continue;
		done = end + (padding.exec(text.slice(end))?.[0].length ?? 0);
	}
	return cleaned + text.slice(done);
};

/** Finds the token, and what holds it, in any spelling and case: what can be read back is as good as the token itself. */
export const createRedact = (projectId: string, apiToken: string): Redact => {
	const header = basicAuthorization(projectId, apiToken).slice('Basic '.length);
	const bytes = Buffer.from(apiToken, 'utf8');
	const encoded = [header, bytes.toString('base64')].map(text => text.replace(/=+$/, ''));
	const forUrls = encoded.map(text => text.replaceAll('+', '-').replaceAll('/', '_'));
	const secrets = [...new Set([...encoded, ...forUrls, bytes.toString('hex'), apiToken])];
	const spelt = secrets.map(secret => unspell(secret).bytes).filter(secret => secret !== '');
	return text => {
		// A token of backslashes is no text that anybody would spell.
		const cleaned = replaceSpelt(text, spelt).replaceAll(apiToken, '[redacted]');
		return cleaned.includes('…') ? secrets.reduce(cutBeginning, cleaned) : cleaned;
	};
};
