/** What the library reads of the environment: the names that SignalWire's own SDKs use. */
export interface Environment {
	readonly SIGNALWIRE_SPACE?: string | undefined;
	readonly SIGNALWIRE_PROJECT_ID?: string | undefined;
	readonly SIGNALWIRE_API_TOKEN?: string | undefined;
}

/** The one place of the library that reads `process`; the command has its own, `cli/main.ts`. */
export const readEnvironment = (): Environment => (typeof process === 'undefined' ? {} : process.env);

/** This process's number, for locks. */
export const processId = (): number => process.pid;

/** Milliseconds since this process began. */
export const processAge = (): number => process.uptime() * 1000;

/** Whether a process of this machine is running; true as well for one that belongs to somebody else. */
export const isProcessAlive = (id: number): boolean => {
	if (!Number.isSafeInteger(id) || id <= 0) return false;
	try {
		process.kill(id, 0);
		return true;
	} catch (error) {
		return Reflect.get(error as object, 'code') === 'EPERM';
	}
};
