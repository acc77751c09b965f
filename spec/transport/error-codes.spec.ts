import {describe, expect, it} from '@jest/globals';
import {networkError} from '../../lib/transport/network-error.ts';
import {isRetryable} from '../../lib/transport/retry-policy.ts';
import {adviceOnRoute} from '../../lib/transport/route.ts';

const request = {method: 'GET', path: '/api/video/rooms', query: ''} as const;
const proxy = {kind: 'proxy', host: 'proxy.example:3128', variable: 'HTTPS_PROXY'} as const;

const judge = (code: string) => {
	const error = networkError('https://a.example', request, Object.assign(new Error('It failed'), {code}));
	return {
		again: isRetryable(error),
		certificate: error.message.includes('certificate is not trusted'),
		proxy: adviceOnRoute(proxy, code) !== undefined,
	};
};

describe('the code of a network error', () => {
	it.each([
		'CERT_HAS_EXPIRED',
		'CERT_SIGNATURE_FAILURE',
		'DEPTH_ZERO_SELF_SIGNED_CERT',
		'SELF_SIGNED_CERT_IN_CHAIN',
		'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
		'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
		'UNABLE_TO_DECODE_ISSUER_PUBLIC_KEY',
		'HOSTNAME_MISMATCH',
		'ERR_TLS_CERT_ALTNAME_INVALID',
	])('%s is of a certificate to all who ask: it is as wrong the second time, and no fault of the proxy', code => {
		expect(judge(code)).toEqual({again: false, certificate: true, proxy: false});
	});

	it.each(['EPROTO', 'ERR_SSL_WRONG_VERSION_NUMBER'])('%s is of TLS, not of a certificate', code => {
		expect(judge(code)).toEqual({again: true, certificate: false, proxy: false});
	});

	it.each(['ECONNREFUSED', 'ENOTFOUND', 'ECONNRESET'])('%s is of the network', code => {
		expect(judge(code)).toEqual({again: true, certificate: false, proxy: true});
	});
});
