import {describe, expect, it} from '@jest/globals';
import {proxyFor} from '../../lib/client/proxy-for.ts';

const target = new URL('https://example.signalwire.com');
const proxy = 'http://proxy.example:3128';

describe('the proxy of an address', () => {
	it('is named by https_proxy, HTTPS_PROXY, all_proxy or ALL_PROXY, the first that is not empty', () => {
		const all = {https_proxy: 'a', HTTPS_PROXY: 'b', all_proxy: 'c', ALL_PROXY: 'd'};
		expect(proxyFor(target, all)).toEqual({variable: 'https_proxy', address: 'a'});
		expect(proxyFor(target, {...all, https_proxy: ''})).toEqual({variable: 'HTTPS_PROXY', address: 'b'});
		expect(proxyFor(target, {...all, https_proxy: undefined, HTTPS_PROXY: ''})?.variable).toBe('all_proxy');
		expect(proxyFor(target, {ALL_PROXY: 'd'})).toEqual({variable: 'ALL_PROXY', address: 'd'});
		expect(proxyFor(target, {})).toBeUndefined();
	});

	it.each([
		'http://localhost:4010',
		'https://localhost',
		'http://127.0.0.1:4010',
		'https://127.9.9.9',
		'http://[::1]:4010',
	])('is none for this machine itself: %s', address => {
		expect(proxyFor(new URL(address), {HTTPS_PROXY: proxy, https_proxy: proxy, ALL_PROXY: proxy})).toBeUndefined();
	});

	it.each<[noProxy: string, address: string]>([
		['*', 'https://example.signalwire.com'],
		['example.signalwire.com', 'https://example.signalwire.com'],
		['EXAMPLE.SignalWire.com', 'https://example.signalwire.com'],
		['signalwire.com', 'https://example.signalwire.com'],
		['.signalwire.com', 'https://example.signalwire.com'],
		['.signalwire.com', 'https://signalwire.com'],
		['*.signalwire.com', 'https://example.signalwire.com'],
		['signalwire.com.', 'https://example.signalwire.com'],
		['other.example, signalwire.com', 'https://example.signalwire.com'],
		['other.example signalwire.com', 'https://example.signalwire.com'],
		[',,signalwire.com,', 'https://example.signalwire.com'],
		['signalwire.com:443', 'https://example.signalwire.com'],
		['signalwire.com:8443', 'https://example.signalwire.com:8443'],
		['10.1.2.3', 'https://10.1.2.3'],
		['10.1.2.3:443', 'https://10.1.2.3'],
		['10.0.0.0/8', 'https://10.1.2.3'],
		['fd00::7', 'https://[fd00::7]'],
		['[fd00::7]', 'https://[fd00::7]'],
		['[fd00::7]:443', 'https://[fd00::7]'],
		['fd00::/16', 'https://[fd00::7]'],
	])('is none where NO_PROXY is %s: %s', (noProxy, address) => {
		expect(proxyFor(new URL(address), {HTTPS_PROXY: proxy, NO_PROXY: noProxy})).toBeUndefined();
		expect(proxyFor(new URL(address), {HTTPS_PROXY: proxy, no_proxy: noProxy, NO_PROXY: ''})).toBeUndefined();
	});

	it.each<[noProxy: string, address: string]>([
		['', 'https://example.signalwire.com'],
		['wire.com', 'https://example.signalwire.com'],
		['ample.signalwire.com', 'https://example.signalwire.com'],
		['www.example.signalwire.com', 'https://example.signalwire.com'],
		['signalwire.com:8443', 'https://example.signalwire.com'],
		['example', 'https://example.signalwire.com'],
		['.', 'https://example.signalwire.com'],
		['1.2.3', 'https://10.1.2.3'],
		['11.0.0.0/8', 'https://10.1.2.3'],
		['10.0.0.0/99', 'https://10.1.2.3'],
		['10.0.0.0/8', 'https://example.signalwire.com'],
		['fd01::/16', 'https://[fd00::7]'],
	])('is there although NO_PROXY is %j: %s', (noProxy, address) => {
		expect(proxyFor(new URL(address), {HTTPS_PROXY: proxy, NO_PROXY: noProxy})?.address).toBe(proxy);
	});

	it('heeds no_proxy before NO_PROXY', () => {
		expect(proxyFor(target, {HTTPS_PROXY: proxy, no_proxy: 'other.example', NO_PROXY: '*'})?.address).toBe(proxy);
	});
});
