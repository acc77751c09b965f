import {adviceOnNetwork} from '../../transport/network-error.ts';
import {adviceOnRoute} from '../../transport/route.ts';
import {type Check, ok, problem, untried, warning} from './check.ts';
import type {Certificate, Facts, NetworkFailure} from './facts.ts';

/** What to do about a failure on the network. */
export const adviceOn = ({code, words}: NetworkFailure, proxy: Facts['proxy']): string =>
	(proxy && /\b407\b/.test(words)
		? `It wants credentials, or others than it was given: check those of ${proxy.variable}.`
		: undefined) ??
	(proxy && adviceOnRoute({kind: 'proxy', ...proxy}, code)?.replace('; resume from the cursor', '')) ??
	adviceOnNetwork(code, words) ??
	'Check the network, and any firewall or proxy between.';

const proxyCheck = ({proxy, flaws}: Facts): Check => {
	if (flaws.proxy !== undefined) return problem('proxy', 'cannot be used', flaws.proxy);
	return ok('proxy', proxy === undefined ? 'none' : `${proxy.host}, from ${proxy.variable}`);
};

const mostAddresses = 4;

const namesCheck = ({names, proxy}: Facts): Check => {
	if (names === undefined) return untried('address');
	const {host, found} = names;
	if ('words' in found) return problem('address', `${host} has none (${found.words})`, adviceOn(found, proxy));
	const more = found.length > mostAddresses ? [`and ${found.length - mostAddresses} more`] : [];
	return ok('address', `${host} is ${[...found.slice(0, mostAddresses), ...more].join(', ')}`);
};

/** Why a certificate is not trusted, by Node's code. */
const distrusts: ReadonlyArray<readonly [code: RegExp, reason: string, next: string]> = [
	[/EXPIRED/, 'it has expired', 'If the clock here is right, whoever runs the server must renew it.'],
	[/NOT_YET_VALID/, 'it is not valid yet', 'Check the clock of this machine.'],
	[/ALTNAME|HOSTNAME/, 'it is for other names', 'Check the address, and any proxy between.'],
	[
		/SELF_SIGNED|UNABLE_TO/,
		'it is signed by nobody whom Node trusts',
		'Check the address. Where a proxy of your company reads along, set NODE_EXTRA_CA_CERTS to the file of its authority.',
	],
];

const distrustCheck = (
	{distrust = '', subject, issuer, expires, names}: Certificate,
	trustsAnybody: boolean,
): Check => {
	const [, reason, next] = distrusts.find(([code]) => code.test(distrust)) ?? [
		/^/,
		'it is not trusted',
		'Check the address, and any proxy between.',
	];
	const text = `of ${subject} (${names}), by ${issuer}, until ${expires}: ${reason} (${distrust})`;
	return (trustsAnybody ? warning : problem)('certificate', text, next);
};

const fewDays = 14;

const certificateCheck = ({origin = '', certificate, proxy, trustsAnybody}: Facts): Check => {
	if (origin.startsWith('http:')) return ok('certificate', 'none: plain http on this machine');
	if (certificate === undefined) return untried('certificate');
	if ('words' in certificate) {
		return problem('certificate', `none was shown (${certificate.words})`, adviceOn(certificate, proxy));
	}
	if (certificate.distrust !== undefined) return distrustCheck(certificate, trustsAnybody);
	const {subject, issuer, expires, daysLeft} = certificate;
	const text = `of ${subject}, by ${issuer}, until ${expires}`;
	return daysLeft < fewDays
		? warning('certificate', `${text}, in ${daysLeft} days`, 'Whoever runs the server should renew it soon.')
		: ok('certificate', text);
};

/** What Node was told of trust besides. */
const trustChecks = ({trustsAnybody, trustsMore}: Facts): readonly Check[] => [
	...(trustsAnybody
		? [
				warning(
					'trust',
					'NODE_TLS_REJECT_UNAUTHORIZED is 0: any certificate is taken, and anybody between reads the API token',
					'Unset it; for an authority of your own, set NODE_EXTRA_CA_CERTS to its file.',
				),
			]
		: []),
	...(trustsMore ? [ok('trust', 'also the authorities of NODE_EXTRA_CA_CERTS')] : []),
];

/** The way to the space. */
export const networkChecks = (facts: Facts): readonly Check[] => [
	proxyCheck(facts),
	namesCheck(facts),
	certificateCheck(facts),
	...trustChecks(facts),
];
