import {isLoopback} from '../core/base-address.ts';
import {nodeModule, type ProxyEnvironment} from '../environment.ts';

/** A proxy as a variable names it. Its address may hold credentials. */
export interface NamedProxy {
	readonly variable: string;
	readonly address: string;
}

const variables = ['https_proxy', 'HTTPS_PROXY', 'all_proxy', 'ALL_PROXY'] as const;

/** Asked for where an entry of NO_PROXY is looked at, which only happens on Node. */
const net = () => nodeModule('node:net') as typeof import('node:net');

/** `10.0.0.0/8` */
const isInNetwork = (host: string, network: string, bits: string): boolean => {
	const {BlockList, isIP, isIPv6} = net();
	const family = isIPv6(network) ? 'ipv6' : 'ipv4';
	if (isIP(host) === 0 || isIP(host) !== isIP(network) || Number(bits) > (family === 'ipv6' ? 128 : 32)) return false;
	const list = new BlockList();
	list.addSubnet(network, Number(bits), family);
	return list.check(host, family);
};

/** An entry of NO_PROXY: `*`, a host with all below it, an address or a network; the former with a port, perhaps. */
const covers = (entry: string, host: string, port: string): boolean => {
	if (entry === '*') return true;
	const {isIP, isIPv6} = net();
	const [, network, bits] = /^([\d.]+|[\da-f:]+)\/(\d{1,3})$/.exec(entry) ?? [];
	if (network !== undefined && bits !== undefined) return isInNetwork(host, network, bits);
	const [, bracketed, plain = bracketed ?? entry, onlyPort = port] = isIPv6(entry)
		? []
		: (/^(?:\[(.+)\]|([^:]+))(?::(\d+))?$/.exec(entry) ?? []);
	const name = plain.replace(/^\*?\./, '').replace(/\.$/, '');
	if (name === '' || onlyPort !== port) return false;
	return host === name || (isIP(host) === 0 && host.endsWith(`.${name}`));
};

/**
 * The proxy that requests to an https address go through, as curl would choose it: lower case before upper case, empty
 * as if it were not there, NO_PROXY with all that is below a name. None for this machine itself, which is also all that
 * plain http is allowed for.
 */
export const proxyFor = (target: URL, environment: ProxyEnvironment): NamedProxy | undefined => {
	if (target.protocol !== 'https:' || isLoopback(target.hostname)) return undefined;
	const host = target.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
	const exceptions = (environment.no_proxy || environment.NO_PROXY || '').toLowerCase().split(/[\s,]+/);
	if (exceptions.some(entry => entry !== '' && covers(entry, host, target.port || '443'))) return undefined;
	const variable = variables.find(name => environment[name]);
	return variable && {variable, address: environment[variable] ?? ''};
};
