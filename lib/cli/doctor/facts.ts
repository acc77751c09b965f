import type {PaginationErrorKind} from '../../core/api-error.ts';
import type {Runtime} from '../../environment.ts';
import type {Quota} from '../../transport/quota.ts';

/** A package that is installed only where it is needed. */
export interface OptionalPackage {
	readonly name: string;
	readonly neededFor: string;
	/** Undefined where it is not installed. */
	readonly version: string | undefined;
	/** Why it cannot be loaded though it is there. */
	readonly flaw: string | undefined;
}

export interface Setting {
	readonly name: string;
	/** The flag or the variable that it comes from; undefined where it is not set. */
	readonly from: string | undefined;
	/** As much of it as may be shown. */
	readonly shown: string | undefined;
	/** Whether an API token seems to stand where a project ID should. */
	readonly isToken?: boolean;
}

/** What went wrong on the network. */
export interface NetworkFailure {
	readonly code: string;
	readonly words: string;
}

export interface Certificate {
	readonly subject: string;
	readonly issuer: string;
	/** The names that it is for. */
	readonly names: string;
	/** A date, and how many days there are until then. */
	readonly expires: string;
	readonly daysLeft: number;
	/** Why it is not trusted, as Node's code; undefined where it is. */
	readonly distrust: string | undefined;
}

/** An answer, whatever it says. */
export interface Answered {
	readonly status: number;
	readonly contentType: string | undefined;
	/** Milliseconds from the request to the head of the answer. */
	readonly took: number;
	/** Milliseconds by which the server's time of day is ahead of ours, give or take half a second. */
	readonly ahead: number | undefined;
	readonly quota: Quota | undefined;
}

/** What became of asking for one item of a list. */
export interface Asked {
	readonly scope: string;
	readonly path: string;
	/** The last answer, if there was one. */
	readonly answered: Answered | undefined;
	/** Undefined where all is well. */
	readonly error:
		| ({readonly kind: PaginationErrorKind; readonly message: string} & Partial<NetworkFailure>)
		| undefined;
}

/** All that was found out; what is undefined was not tried, as something before it was wrong. No secret is in it. */
export interface Facts {
	readonly version: string;
	readonly runtime: Runtime;
	readonly packages: readonly OptionalPackage[];
	/** Whether the runtime brings a SQLite of its own. */
	readonly hasSqlite: boolean;
	readonly settings: readonly Setting[];
	/** What is wrong with what was set, in words that say what to do. */
	readonly flaws: {readonly space?: string; readonly proxy?: string; readonly credentials?: string};
	readonly origin: string | undefined;
	/** Host and port, without credentials, and the variable that names it. */
	readonly proxy: {readonly host: string; readonly variable: string} | undefined;
	/** The addresses of the host that is connected to, which is the proxy where there is one. */
	readonly names: {readonly host: string; readonly found: readonly string[] | NetworkFailure} | undefined;
	/** Undefined for plain http as well. */
	readonly certificate: Certificate | NetworkFailure | undefined;
	/** Whether Node is told to trust any certificate, and to trust more authorities than it does by itself. */
	readonly trustsAnybody: boolean;
	readonly trustsMore: boolean;
	readonly asked: readonly Asked[];
}
