import type {Page} from '../core/page.ts';
import {flattenPages} from './flatten-pages.ts';
import {pageFacts} from './page-facts.ts';
import {type Walk, withView} from './walk.ts';

/** The items of a walk's pages, one by one; what is told of the walk counts them as they are handed out. */
export const itemsOf = <Item>(pages: Walk<Page<Item>>, signal: AbortSignal | undefined): Walk<Item> => {
	const {generator, place: placeTaken} = flattenPages(pages, signal);
	let isKept = false;
	const place = () => {
		const at = placeTaken();
		return at && isKept ? {...at, taken: at.taken - 1} : at;
	};
	return withView(generator, {
		get cursor() {
			const at = place();
			return at === undefined ? pages.cursor : pageFacts(at.page).cursorAfter(at.taken);
		},
		get cursorBefore() {
			const at = place();
			return at === undefined ? pages.cursorBefore : pageFacts(at.page).cursorAfter(Math.max(0, at.taken - 1));
		},
		get summary() {
			const at = place();
			if (at === undefined) return pages.summary;
			const items = pages.summary.items - (at.page.items.length - at.taken);
			return {...pages.summary, ...pageFacts(at.page).differencesAfter(at.taken), items, cursor: this.cursor};
		},
		keepBack: kept => {
			isKept = kept;
		},
	});
};
