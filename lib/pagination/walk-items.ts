import type {Page} from '../core/page.ts';
import {flattenPages} from './flatten-pages.ts';
import {snapshot, viewAfter, type Walk, type WalkView, withView} from './walk.ts';

/** The items of a walk's pages, one by one; what is told of the walk counts pages and items as these are handed out. */
export const itemsOf = <Item>(pages: Walk<Page<Item>>, signal: AbortSignal | undefined): Walk<Item> => {
	/** Before the page at hand. */
	let before = snapshot(pages);
	let isKept = false;
	const {generator, place} = flattenPages(pages, signal, () => {
		before = snapshot(now());
	});
	const now = (): WalkView => {
		const at = place();
		if (at === undefined || (isKept && at.taken === 1)) return before;
		return viewAfter(before, at.page, isKept ? at.taken - 1 : at.taken);
	};
	return withView(generator, {
		get cursor() {
			return now().cursor;
		},
		get cursorBefore() {
			return now().cursorBefore;
		},
		get summary() {
			return {...now().summary, reason: pages.summary.reason};
		},
		keepBack: kept => {
			isKept = kept;
		},
	});
};
