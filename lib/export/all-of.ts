/** `Promise.all`, which also waits for the others where one fails: nothing is at work then on what is closed. */
export const allOf = async <Results extends readonly unknown[]>(
	...promises: {readonly [Place in keyof Results]: Promise<Results[Place]>}
): Promise<Results> => {
	await Promise.allSettled(promises);
	return (await Promise.all(promises)) as unknown as Results;
};
