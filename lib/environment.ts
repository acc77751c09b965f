/** The variables that curl and most programs read. */
export interface ProxyEnvironment {
	readonly https_proxy?: string | undefined;
	readonly HTTPS_PROXY?: string | undefined;
	readonly all_proxy?: string | undefined;
	readonly ALL_PROXY?: string | undefined;
	readonly no_proxy?: string | undefined;
	readonly NO_PROXY?: string | undefined;
}

/** What the library reads of the environment: the names that SignalWire's own SDKs use, and where proxies are. */
export interface Environment extends ProxyEnvironment {
	readonly SIGNALWIRE_SPACE?: string | undefined;
	readonly SIGNALWIRE_PROJECT_ID?: string | undefined;
	readonly SIGNALWIRE_API_TOKEN?: string | undefined;
	readonly SIGNALWIRE_SUBSCRIBER_TOKEN?: string | undefined;
	readonly NODE_USE_ENV_PROXY?: string | undefined;
	/** Where a database is, with a password perhaps. */
	readonly DATABASE_URL?: string | undefined;
	/** Where a Redis is, with a password perhaps. */
	readonly REDIS_URL?: string | undefined;
}

/** The one place of the library that reads `process`; the command has its own, `cli/main.ts`. */
export const readEnvironment = (): Environment => (typeof process === 'undefined' ? {} : process.env);

/** Bun and Deno call themselves Node too. */
export const isNode = (): boolean => !('bun' in process.versions) && !('deno' in process.versions);

/** What this program runs on. */
export interface Runtime {
	readonly name: string;
	readonly version: string;
	/** System and processor, such as `linux x64`. */
	readonly platform: string;
}

export const readRuntime = (): Runtime => {
	const {versions, platform, arch} = process;
	const {bun, deno, node} = versions as Readonly<Record<string, string>>;
	const [name, version = ''] = bun ? ['Bun', bun] : deno ? ['Deno', deno] : ['Node', node];
	return {name, version, platform: `${platform} ${arch}`};
};

/** Node's fetch goes through HTTPS_PROXY when it is told to, from these versions on; that of others does anyway. */
export const fetchHeedsProxies = (): boolean => {
	if (typeof process === 'undefined' || !isNode()) return true;
	const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
	return process.env.NODE_USE_ENV_PROXY === '1' && (major >= 24 || (major === 22 && minor >= 21));
};

/**
 * A module of Node's own, without what it warns of when it is loaded; undefined where there is none of that name. Node 22
 * and the first releases of 24 warn of `node:sqlite`, and all else that silences them is set when the process starts, or
 * silences everybody: nothing else runs while the module is loaded, so that no other warning is lost.
 */
export const builtInModule = (name: string): unknown => {
	if (typeof process === 'undefined' || !isNode() || typeof process.getBuiltinModule !== 'function') return undefined;
	const {emitWarning} = process;
	process.emitWarning = () => {};
	try {
		return process.getBuiltinModule(name);
	} finally {
		process.emitWarning = emitWarning;
	}
};

/**
 * A module of Node's own, as Bun and Deno have it too; undefined in runtimes that have none. What a walk loads asks for them
 * when they are needed, and imports none, so that it runs anywhere and can be bundled for anything.
 */
export const nodeModule = (name: string): unknown =>
	typeof process === 'undefined' ? undefined : process.getBuiltinModule?.(name);

/** This process's number, for locks. */
export const processId = (): number => process.pid;

/** What Linux tells of a process: a letter for its state, and when it began, in ticks since the machine did. */
const statusOf = (id: number): {readonly state: string; readonly started: string} | undefined => {
	try {
		const {readFileSync} = nodeModule('node:fs') as typeof import('node:fs');
		const text = readFileSync(`/proc/${id}/stat`, 'latin1');
		// Its name is in brackets, and may have brackets of its own.
		const [state = '', ...fields] = text.slice(text.lastIndexOf(')') + 2).split(' ');
		return {state, started: fields[18] ?? ''};
	} catch {
		return undefined;
	}
};

/** When a process began, as a text by which it is told from a later one of its number; null where that cannot be told. */
export const processStart = (id: number): string | null => statusOf(id)?.started ?? null;

/** Whether a process of this machine is running; true as well for one that belongs to somebody else. */
export const isProcessAlive = (id: number): boolean => {
	if (!Number.isSafeInteger(id) || id <= 0) return false;
	try {
		process.kill(id, 0);
	} catch (error) {
		return Reflect.get(error as object, 'code') === 'EPERM';
	}
	// One that is dead keeps its number until its parent has taken note, which some never do.
	return statusOf(id)?.state !== 'Z';
};
