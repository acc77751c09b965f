/** Documented in docs/command.md and in `--help`. */
export const exitCodes = {
	done: 0,
	failed: 1,
	usage: 2,
	authentication: 4,
	hungUp: 129,
	interrupted: 130,
	terminated: 143,
} as const;

/** Ends the command with one clear line; anything else that is thrown is a defect. */
export class CommandFailed extends Error {
	readonly exitCode: number;
	constructor(exitCode: number, message: string) {
		super(message);
		this.exitCode = exitCode;
	}
}
