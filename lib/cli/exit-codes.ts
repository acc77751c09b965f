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

const codeOfSignal: ReadonlyMap<unknown, number> = new Map([
	['SIGHUP', exitCodes.hungUp],
	['SIGTERM', exitCodes.terminated],
]);

/** After a signal, by the reason that it aborted with. */
export const exitCodeOf = (reason: unknown): number => codeOfSignal.get(reason) ?? exitCodes.interrupted;

/** Ends the command with one clear line; anything else that is thrown is a defect. */
export class CommandFailed extends Error {
	readonly exitCode: number;
	constructor(exitCode: number, message: string) {
		super(message);
		this.exitCode = exitCode;
	}
}
