import type {ProxyEnvironment} from './proxy-for.ts';

/** What the library reads of the environment: the names that SignalWire's own SDKs use, and where proxies are. */
export interface Environment extends ProxyEnvironment {
	readonly SIGNALWIRE_SPACE?: string | undefined;
	readonly SIGNALWIRE_PROJECT_ID?: string | undefined;
	readonly SIGNALWIRE_API_TOKEN?: string | undefined;
	readonly NODE_USE_ENV_PROXY?: string | undefined;
}

/** The one place of the library that reads `process`; the command has its own, `cli/main.ts`. */
export const readEnvironment = (): Environment => (typeof process === 'undefined' ? {} : process.env);

/** Bun and Deno call themselves Node too. */
export const isNode = (): boolean => !('bun' in process.versions) && !('deno' in process.versions);

/** Node's fetch goes through HTTPS_PROXY when it is told to, from these versions on; that of others does anyway. */
export const fetchHeedsProxies = (): boolean => {
	if (typeof process === 'undefined' || !isNode()) return true;
	const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
	return process.env.NODE_USE_ENV_PROXY === '1' && (major >= 24 || (major === 22 && minor >= 21));
};

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
