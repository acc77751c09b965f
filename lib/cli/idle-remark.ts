import type {ClientEvent, IdleReason} from '../pagination/client-event.ts';

const explanations: Readonly<Record<IdleReason, string>> = {
	'no-counting-link': 'the links do not count in one parameter',
	'no-page-token': 'the links carry no page_token that stays the same (--unanchored goes on without)',
	'links-changed': 'a page linked elsewhere than was guessed',
	'server-busy': 'the server asked for fewer requests',
	'requested-again': 'a page had to be requested again',
};

/** Tells at the end of a command when and why `--concurrency` idled. */
export interface IdleRemark {
	readonly onEvent: (event: ClientEvent) => void;
	/** Empty when it did not. */
	readonly text: () => string;
}

export const createIdleRemark = (): IdleRemark => {
	/** For each reason, the page at which it was given first, and how many pages were requested alone because of it. */
	const spells = new Map<IdleReason, {readonly from: number; pages: number}>();
	let reason: IdleReason | undefined;

	return {
		onEvent: event => {
			if (event.type === 'speculation' && event.outcome === 'used') reason = undefined;
			if (event.type === 'idle') {
				reason = event.reason;
				if (!spells.has(reason)) spells.set(reason, {from: event.page, pages: 0});
			}
			const spell = reason && spells.get(reason);
			if (event.type === 'page' && spell !== undefined) spell.pages++;
		},
		text: () => {
			const parts = [...spells].map(
				([why, {from, pages}]) =>
					`from page ${from} on, for ${pages} ${pages === 1 ? 'page' : 'pages'}: ${explanations[why]}`,
			);
			return parts.length === 0 ? '' : `concurrency idled ${parts.join('; ')}`;
		},
	};
};
