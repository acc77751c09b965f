/** Takes a client's secrets out of text, whoever put them there: servers and proxies do echo what they were sent. */
export type Redact = (text: string) => string;

export const basicAuthorization = (projectId: string, apiToken: string): string =>
	`Basic ${Buffer.from(`${projectId}:${apiToken}`, 'utf8').toString('base64')}`;

export const createRedact = (projectId: string, apiToken: string): Redact => {
	const encoded = basicAuthorization(projectId, apiToken).slice('Basic '.length);
	const forms = [encoded, encoded.replace(/=+$/, ''), apiToken, encodeURIComponent(apiToken)];
	const secrets = [...new Set(forms)].sort((a, b) => b.length - a.length);
	return text => secrets.reduce((cleaned, secret) => cleaned.replaceAll(secret, '[redacted]'), text);
};
