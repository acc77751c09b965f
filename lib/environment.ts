/** What the library reads of the environment: the names that SignalWire's own SDKs use. */
export interface Environment {
	readonly SIGNALWIRE_SPACE?: string | undefined;
	readonly SIGNALWIRE_PROJECT_ID?: string | undefined;
	readonly SIGNALWIRE_API_TOKEN?: string | undefined;
}

/** The one place of the library that reads `process`; the command has its own, `cli/main.ts`. */
export const readEnvironment = (): Environment => (typeof process === 'undefined' ? {} : process.env);
