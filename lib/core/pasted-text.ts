const quotes = '["\'`´“”„‟‘’‚‛«»‹›]';
const inQuotes = new RegExp(`^${quotes}|${quotes}$`);
const setting = /^(?:export\s+|set\s+|\$env:)?(?:signalwire_\w+|api_?token|token|project(?:_?id)?|space)\s*[=:]/i;
const header = /^(?:authorization|bearer|basic|token)[\s:]/i;

/** Whether a text begins or ends with quotes of any kind. */
export const isQuoted = (text: string): boolean => inQuotes.test(text);

/** What is wrong with a text that stands in quotes; undefined for others. */
export const flawOfQuotes = (text: string): string | undefined =>
	isQuoted(text.trim())
		? "stands in quotes, which are no part of it (docker's --env-file hands them on): leave them out"
		: undefined;

/**
 * What is wrong with a text that brings more along than its value, as those from files of settings do; undefined for
 * others. In the words of a message, which never shows the text itself.
 */
export const flawOfPasted = (text: string): string | undefined => {
	const trimmed = text.trim();
	const quoted = flawOfQuotes(trimmed);
	if (quoted !== undefined) return quoted;
	if (setting.test(trimmed)) return 'is a whole line of settings, its name as well: pass what stands behind the name';
	return header.test(trimmed) ? 'begins as a header does, such as with "Bearer": leave that out' : undefined;
};
