import {hashOf, pick} from './hash.ts';

const tags = ['sales', 'übung', '測試', 'needs "review"', 'vip', 'a,b', 'q3', '🚀'];

const small = (hash: number): object => ({
	department: pick(['support', 'engineering', 'people & culture', 'finance'], hash),
	cost_center: (hash >>> 4) & 0xffff,
	external_id: `crm-${(hash >>> 0).toString(36)}`,
});

const medium = (hash: number): object => ({
	...small(hash),
	tags: [pick(tags, hash), pick(tags, hash >>> 8), pick(tags, hash >>> 16)],
	owner: {
		name: pick(['Grace Hopper', 'Zoë Müller', '山田太郎', "Conor O'Brien"], hash >>> 3),
		email: 'owner@example.com',
		active: (hash & 1) === 0,
		manager: null,
	},
	limits: {minutes: (hash >>> 5) & 1023, cost: ((hash >>> 7) & 4095) / 100, ratio: 1e-7, empty: {}, none: []},
});

const large = (hash: number): object => ({
	...medium(hash),
	history: Array.from({length: 12}, (_, index) => ({
		step: index,
		by: pick(tags, hash >>> index),
		note: `changed the layout for the ${index + 1}. time`,
		nested: {level: {deeper: {deepest: index % 2 === 0}}},
	})),
});

/** Free-form metadata, number `index` of endlessly many: empty or null for half, seldom close to 2,000 characters. */
export const sampleMeta = (index: number): object | null => {
	const hash = hashOf(index, 3);
	const kind = (hash >>> 24) & 31;
	if (kind < 4) return null;
	if (kind < 14) return {};
	if (kind < 23) return small(hash);
	return kind < 31 ? medium(hash) : large(hash);
};
