import {type Check, ok, problem, untried, warning} from './check.ts';
import type {Answered, Asked, Facts} from './facts.ts';
import {isLacking} from './report-machine.ts';
import {adviceOn} from './report-network.ts';

type Failed = Asked & {readonly error: NonNullable<Asked['error']>};

const isFailed = (asked: Asked): asked is Failed => asked.error !== undefined;

const isRefused = ({error}: Asked): boolean => error?.kind === 'authentication';

/** `404, text/html` */
const showAnswer = ({answered}: Asked): string =>
	answered === undefined ? 'none' : `${answered.status}, ${answered.contentType ?? 'no content type'}`;

const noProxy = "check that no proxy or login page answers in SignalWire's place.";

/** What to do about an answer that is none of the usual, or about its absence. */
const adviceAfter = ({error: {kind, code, words, message}}: Failed, proxy: Facts['proxy']): string => {
	if (kind === 'network' || kind === 'timeout') {
		if (words !== undefined) return adviceOn({code: code ?? '', words}, proxy);
		return 'Check the network, and any firewall or proxy between; a longer --timeout waits for slow ones.';
	}
	if (kind === 'rate-limited') return 'The rate limit is used up: wait, and see what else uses this project.';
	if (kind === 'server') return 'The server failed: try again later.';
	if (kind === 'rejected') return `Check the space or the base address, and ${noProxy}`;
	if (kind === 'invalid-body' || kind === 'invalid-page') return `Check the address, and ${noProxy}`;
	return message;
};

/** How the first failure that is no refusal is told. */
const failureText = (failed: Failed): string => {
	const {path, error, answered} = failed;
	if (answered === undefined) return `none to ${path} (${error.words ?? error.kind})`;
	const whole = error.kind === 'invalid-body' ? ', not whole JSON' : error.kind === 'invalid-page' ? ', no page' : '';
	return `${showAnswer(failed)}${whole}, to ${path}`;
};

/** Whether anything that answers is the API. */
const answerCheck = ({asked, proxy}: Facts): Check => {
	const [first] = asked;
	if (first === undefined) return untried('answer');
	const usable = asked.find(one => !isFailed(one) || isRefused(one));
	if (usable !== undefined) return ok('answer', `${showAnswer(usable)}, to ${usable.path}`);
	const failed = first as Failed;
	return problem('answer', failureText(failed), adviceAfter(failed, proxy));
};

const credentialsAdvice = 'Check the project ID and the API token, and that both belong to this space.';

const credentialsCheck = ({asked, flaws, settings}: Facts): Check => {
	if (settings.some(isLacking)) return untried('credentials');
	if (flaws.credentials !== undefined) return problem('credentials', 'cannot be used', flaws.credentials);
	if (asked.length === 0) return untried('credentials');
	// Whoever is known, and may not, is answered with 403.
	if (asked.some(one => !isFailed(one) || one.answered?.status === 403)) return ok('credentials', 'accepted');
	const refused = asked.find(isRefused);
	if (refused === undefined) return warning('credentials', 'nothing is known of them', 'Mend what is above first.');
	return problem('credentials', `refused (${refused.answered?.status ?? 407})`, credentialsAdvice);
};

const scopeCheck = (asked: Asked, facts: Facts): Check => {
	const {scope, path, answered} = asked;
	const name = `scope ${scope}`;
	if (!isFailed(asked)) return ok(name, 'yes');
	if (!isRefused(asked)) return warning(name, `not known: ${failureText(asked)}`, adviceAfter(asked, facts.proxy));
	return warning(
		name,
		`no (${answered?.status} from ${path})`,
		`Lists that need it are refused; if you want them, give the API token the ${scope} scope.`,
	);
};

const scopeChecks = (facts: Facts): readonly Check[] => {
	const {asked} = facts;
	// With wrong credentials, or no usable answer, there is nothing to be said of scopes.
	if (asked.every(isFailed) && !asked.some(one => one.answered?.status === 403)) return [];
	return asked.map(one => scopeCheck(one, facts));
};

const units: ReadonlyArray<readonly [milliseconds: number, name: string]> = [
	[86_400_000, 'days'],
	[3_600_000, 'hours'],
	[60_000, 'minutes'],
	[1000, 'seconds'],
];

/** `17 minutes` */
const showSpan = (milliseconds: number): string => {
	const [size, name] = units.find(([unit]) => milliseconds >= 2 * unit) ?? [1000, 'seconds'];
	return `${Math.round(milliseconds / size)} ${name}`;
};

/** A Retry-After, the query of a night and a certificate bear this much. */
const tolerance = 10_000;

const clockCheck = (answers: readonly Answered[]): Check => {
	const ahead = answers.flatMap(answer => answer.ahead ?? [])[answers.length > 1 ? 1 : 0];
	if (ahead === undefined) return ok('clock', 'nothing to compare it with');
	if (Math.abs(ahead) <= tolerance) return ok('clock', 'agrees with that of the server');
	const text = `${showSpan(Math.abs(ahead))} ${ahead > 0 ? 'behind' : 'ahead of'} that of the server`;
	return warning('clock', text, 'Let a time server set it: certificates and queries by time depend on it.');
};

const quotaCheck = (answers: readonly Answered[]): Check => {
	const quota = answers.findLast(answer => answer.quota !== undefined)?.quota;
	if (quota === undefined) return ok('rate limit', 'answers tell none');
	const {limit, remaining, reset} = quota;
	const text = `${remaining}${limit === undefined ? '' : ` of ${limit}`} requests left, reset in ${Math.ceil(reset / 1000)} s`;
	return remaining > 0
		? ok('rate limit', text)
		: warning('rate limit', text, 'Walks wait by themselves; see what else uses this project.');
};

const slow = 3000;

const roundTripCheck = ([first, ...others]: readonly Answered[]): Check => {
	const whole = (milliseconds: number) => `${Math.max(1, Math.round(milliseconds))} ms`;
	const best = Math.min(...others.map(({took}) => took), first?.took ?? 0);
	const text = `${whole(best)}; ${whole(first?.took ?? 0)} with a new connection`;
	return best < slow
		? ok('round trip', text)
		: warning('round trip', text, 'Look for what slows the network, such as a proxy or a VPN.');
};

/** What the space says. */
export const answerChecks = (facts: Facts): readonly Check[] => {
	const answers = facts.asked.flatMap(({answered}) => answered ?? []);
	return [
		answerCheck(facts),
		credentialsCheck(facts),
		...scopeChecks(facts),
		...(answers.length === 0 ? [] : [clockCheck(answers), quotaCheck(answers), roundTripCheck(answers)]),
	];
};
