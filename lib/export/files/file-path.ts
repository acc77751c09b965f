import {showValue} from '../../core/decode-reasons.ts';

/** `postgres://…`, what names databases and files without slashes, and `host=… password=…`, as libpq has it. `C:\rooms.csv` and `C:/rooms.csv` are paths. */
const scheme =
	/[a-z0-9+.-]{2}:[\\/]{2}|^\W*(?:file|jdbc|sqlite3?|duckdb|postgres(?:ql)?|mysql|mariadb|mongodb|redis|mssql|s3|https?|s?ftp):|(?:^|\s)password\s*=/i;

/** Taken for a path, a URL would become a folder of that name. */
export const isAddress = (text: string): boolean => scheme.test(text);

/** Says nothing of the address itself: there are passwords in them. */
export const noAddress =
	'must be the path of a file, not an address with a scheme or a password: exports write files only';

/** Why something is no path of a file that could be written, in the words of a message; undefined for paths. */
export const flawOfPath = (value: unknown): string | undefined => {
	if (typeof value === 'string' && isAddress(value)) return noAddress;
	// The system takes no path with a NUL in it.
	if (typeof value === 'string' && value !== '' && !value.includes('\0')) return undefined;
	const shown = showValue(value);
	return `must be the path of a file, got ${shown}${shown === 'an object' ? '; of a URL, pass the path, as a text' : ''}`;
};
