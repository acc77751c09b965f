import {beforeAll, it} from '@jest/globals';

const atOnce = 12;

/**
 * A test for each case of a table, by its title, of which a dozen run at the same time: most of them mostly wait. They do
 * so before the tests, each of which tells what became of its own case, since Jest loads nothing between two tests, and a
 * client loads its parts on use.
 */
export const itAtOnce = <Case extends readonly [title: string, ...unknown[]]>(
	cases: readonly Case[],
	test: (given: Case) => Promise<void>,
): void => {
	const outcomes: (() => void)[] = [];

	beforeAll(async () => {
		const queue = cases.entries();
		const work = async () => {
			for (const [place, given] of queue)
				outcomes[place] = await test(given).then(
					() => () => {},
					error => () => {
						throw error;
					},
				);
		};
		await Promise.all(Array.from({length: atOnce}, work));
	}, 120_000);

	it.each(cases.map(([title], place) => [title, place] as const))('%s', (_title, place) => {
		const tell = outcomes[place];
		if (tell === undefined) throw new Error('the case did not come to its end');
		tell();
	});
};
