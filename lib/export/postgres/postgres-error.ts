import {printable} from '../../core/printable.ts';
import {DestinationFailure} from '../destination-failure.ts';

const credentials = 'check the user and the password (DATABASE_URL, PGUSER, PGPASSWORD or ~/.pgpass)';

/** By the code, or the class of codes, that Postgres or the system gives. */
const advice: ReadonlyMap<string, string> = new Map([
	['ECONNREFUSED', 'no server answers there: check the address (DATABASE_URL, PGHOST, PGPORT), and that it runs'],
	['ENOTFOUND', 'there is no such host: check the address (DATABASE_URL, PGHOST)'],
	['ENOENT', 'no server answers there: check the address (DATABASE_URL, PGHOST, PGPORT), and that it runs'],
	['28', credentials],
	['3D', 'there is no such database: create it, or check the address'],
	['3F', 'there is no such schema: create it, or choose another one (--schema)'],
	['42501', 'permission is denied: grant the user the right to create and write tables in this schema'],
	['40P01', 'another transaction wanted the same rows, and the server ended this one: let the other one end'],
	['53100', 'its disk is full: make room'],
	['25006', 'it takes no writing: choose the primary server'],
]);

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

const adviceOn = (code: string, message: string): string => {
	// It asks for a password, and there is none.
	if (/password must be a string/.test(message)) return credentials;
	return advice.get(code) ?? advice.get(code.slice(0, 2)) ?? 'check the database';
};

/** What somebody may have put into a message stays out of it. */
export type Hide = (text: string) => string;

/** Hides a password, as it is and as it stands in an address. */
export const hiding = (password: unknown): Hide => {
	if (typeof password !== 'string' || password === '') return text => text;
	const spellings = [password, encodeURIComponent(password), encodeURI(password)];
	return text => spellings.reduce((hidden, spelling) => hidden.replaceAll(spelling, '[redacted]'), text);
};

/** Any error of the database or of the way to it, as one sentence that says what to do. */
export const postgresFailure = (error: unknown, place: string, hide: Hide): DestinationFailure => {
	const {code, message, errors} = Object(error);
	// What failed for each address of a host tells only in its parts.
	const said = text(message) || text(Object(errors?.[0]).message) || String(error);
	const shown = printable(hide(said)).slice(0, 500);
	const codeText = text(code) || text(Object(errors?.[0]).code);
	const what = adviceOn(codeText, said);
	const cause = new Error(shown);
	return new DestinationFailure(
		`Cannot write ${place} (${codeText === '' ? '' : `${codeText}: `}${shown}): ${what}, then go on with resume (--resume).`,
		{cause: Object.assign(cause, {code: codeText})},
	);
};
