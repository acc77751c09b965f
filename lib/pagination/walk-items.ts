import type {Page} from '../core/page.ts';

/** Flattens pages: the next page is asked for only when the last item of this one has been taken. */
export async function* walkItems<Item, R>(pages: AsyncGenerator<Page<Item>, R, void>): AsyncGenerator<Item, R, void> {
	try {
		for (;;) {
			const result = await pages.next();
			if (result.done) return result.value;
			for (const item of result.value.items) yield item;
		}
	} finally {
		await pages.return(undefined as R);
	}
}
