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

const hexadecimal = (number: number, digits: number): string => number.toString(16).padStart(digits, '0');

/** One character of a secret, in whichever way a link, JSON or HTML may spell it. */
const spellings = (character: string): string => {
	const literal = character.replace(/[\\^$.*+?()[\]{}|/]/, '\\$&');
	const inUrl = [...Buffer.from(character)].map(byte => `%(?:25)*${hexadecimal(byte, 2)}`).join('');
	const inJson = character.split('').map(unit => `\\\\+u${hexadecimal(unit.charCodeAt(0), 4)}`);
	const code = character.codePointAt(0) ?? 0;
	const inHtml = `&#(?:0*${code}|x0*${hexadecimal(code, 1)});`;
	const quoted = character === '"' || character === '\\' ? '\\\\*' : '';
	return `(?:${quoted}${literal}|${inUrl}|${inJson.join('')}|\\\\+x${hexadecimal(code, 2)}|${inHtml})`;
};

/** What nobody sees between two characters, as such or escaped; spelt out, as `\p{Cf}` takes ten times as long to compile. */
const unseen = String.raw`(?:[\0-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]|\\+u(?:00[01][0-9a-f]|007f|00[89][0-9a-f]|20[0-9a-f]{2}|feff)|\\+[bfnrt])*`;

const anySpelling = (secrets: readonly string[]): RegExp =>
	new RegExp(secrets.map(secret => [...secret].map(spellings).join(unseen)).join('|'), 'giu');

/** Finds the token, and what holds it, in any spelling and case: what can be read back is as good as the token itself. */
export const createRedact = (projectId: string, apiToken: string): Redact => {
	const header = basicAuthorization(projectId, apiToken).slice('Basic '.length);
	const bytes = Buffer.from(apiToken, 'utf8');
	const encoded = [header, bytes.toString('base64')].map(text => text.replace(/=+$/, ''));
	const forms = [
		...encoded,
		...encoded.map(text => text.replaceAll('+', '-').replaceAll('/', '_')),
		bytes.toString('hex'),
	];
	const secrets = [...new Set([...forms, apiToken])].sort((a, b) => b.length - a.length);
	let pattern: RegExp | undefined;
	return text => {
		// Not before it is needed: who only makes a client need not wait for it.
		pattern ??= anySpelling(secrets);
		const cleaned = text.replace(pattern, '[redacted]').replaceAll(/\[redacted\](?:=|%3d){1,2}/gi, '[redacted]');
		return cleaned.includes('…') ? secrets.reduce(cutBeginning, cleaned) : cleaned;
	};
};
