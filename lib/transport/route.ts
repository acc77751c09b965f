import {certificateCode, tlsCode} from './error-codes.ts';

/** What is known of the way from here to the server, beside its two ends. */
export type Route =
	/** Its host and port, without credentials, and the variable that names it. */
	| {readonly kind: 'proxy'; readonly host: string; readonly variable: string}
	/** Set in the environment, though the fetch that is used does not heed it. */
	| {readonly kind: 'unheeded-proxy'; readonly variable: string};

/** What a message says of it: where the request went through, and what may be the reason that it failed. */
export const routeText = (route: Route | undefined): {readonly through: string; readonly besides: string} => ({
	through: route?.kind === 'proxy' ? ` through the proxy ${route.host}` : '',
	besides:
		route?.kind === 'unheeded-proxy'
			? ` ${route.variable} is set, but requests go through a proxy only by a fetch that knows it: see “Networks” in docs/guide.md.`
			: '',
});

/** With a proxy between, names are looked up and connections made to it alone. */
export const adviceOnRoute = (route: Route | undefined, code: string): string | undefined => {
	if (route?.kind !== 'proxy') return undefined;
	if (certificateCode.test(code) || tlsCode.test(code)) return undefined;
	return /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|ETIMEDOUT/.test(code)
		? `Check ${route.variable}: the proxy is not there.`
		: `Check the proxy that ${route.variable} names, and the network; resume from the cursor.`;
};
