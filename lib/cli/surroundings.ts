import type {Environment} from '../environment.ts';

/** A stream that text is written to, such as `process.stdout`. */
export interface OutputStream extends NodeJS.WritableStream {
	readonly isTTY?: boolean;
	/** A terminal's width in characters. */
	readonly columns?: number;
	/** Its height in lines. */
	readonly rows?: number;
}

/** All that the command touches of the world; `main.ts` passes the process's own. */
export interface Surroundings {
	readonly environment: Environment & {
		/** Anything but nothing: no colours (no-color.org). */
		readonly NO_COLOR?: string | undefined;
		readonly CI?: string | undefined;
		/** `dumb` for a terminal that can only be written to from left to right. */
		readonly TERM?: string | undefined;
		/** `0` where Node takes any certificate. */
		readonly NODE_TLS_REJECT_UNAUTHORIZED?: string | undefined;
		/** A file of authorities that Node trusts besides its own. */
		readonly NODE_EXTRA_CA_CERTS?: string | undefined;
	};
	readonly stdin: NodeJS.ReadableStream;
	readonly stdout: OutputStream;
	readonly stderr: OutputStream;
	/** Whether another program reads standard output as it is written. */
	readonly pipesOn: boolean;
	/** Removes a file, if it is there, when the process ends by itself. */
	readonly removeAtEnd: (path: string) => void;
	/** Aborted by Ctrl-C (with the reason `'SIGINT'`), `SIGTERM` or `SIGHUP`. */
	readonly signal: AbortSignal;
}
