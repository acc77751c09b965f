/** What is used of the package, so that nobody needs types of it. */
declare module 'pg' {
	interface Result {
		readonly rows: ReadonlyArray<Readonly<Record<string, unknown>>>;
	}
	export class Client {
		constructor(config: {
			readonly connectionString?: string | undefined;
			readonly fallback_application_name?: string;
			readonly connectionTimeoutMillis?: number;
			readonly keepAlive?: boolean;
			readonly keepAliveInitialDelayMillis?: number;
			readonly query_timeout?: number;
			readonly pipeline?: boolean;
		});
		readonly host: string;
		readonly port: number;
		readonly database: string;
		readonly password: unknown;
		/** Not in older versions. */
		readonly pipeline?: boolean;
		connect(): Promise<unknown>;
		query(text: string, values?: readonly unknown[]): Promise<Result>;
		end(): Promise<void>;
		on(event: 'error', listener: (error: Error) => void): this;
	}
	const pg: {readonly Client: typeof Client};
	export default pg;
}
