import {beforeAll, it} from '@jest/globals';

/**
 * A test for each case of a table, by its title, of which `atOnce` run at the same time. They do so before the tests, each
 * of which tells what became of its own case, since Jest loads nothing between two tests, and a client loads its parts on
 * use.
 */
export const itAtOnce = <Case extends readonly [title: string, ...unknown[]]>(
	cases: readonly Case[],
	atOnce: number,
	test: (given: Case) => Promise<void>,
): void => {
	const outcomes: (() => void)[] = [];

	beforeAll(async () => {
		const queue = cases.entries();
		const work = async () => {
			for (const [place, given] of queue) {
				outcomes[place] = await test(given).then(
					() => () => {},
					error => () => {
						throw error;
					},
				);
			}
		};
		await Promise.all(Array.from({length: atOnce}, work));
	}, 600_000);

	it.each(cases.map(([title], place) => [title, place] as const))('%s', (_title, place) => {
		const tell = outcomes[place];
		if (tell === undefined) throw new Error('the case did not come to its end');
		tell();
	});
};
