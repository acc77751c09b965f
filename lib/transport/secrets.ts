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

export const createRedact = (projectId: string, apiToken: string): Redact => {
	const encoded = basicAuthorization(projectId, apiToken).slice('Basic '.length);
	const quoted = (text: string): string => JSON.stringify(text).slice(1, -1);
	const forms = [encoded, encoded.replace(/=+$/, ''), apiToken, quoted(apiToken), encodeURIComponent(apiToken)];
	const secrets = [...new Set(forms)].sort((a, b) => b.length - a.length);
	return text => {
		const cleaned = secrets.reduce((rest, secret) => rest.replaceAll(secret, '[redacted]'), text);
		return cleaned.includes('…') ? secrets.reduce(cutBeginning, cleaned) : cleaned;
	};
};
