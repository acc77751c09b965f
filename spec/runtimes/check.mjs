/** Runs checks one after the other in any runtime, without a test runner, and tells each one's end in a line. */
const checks = [];

export const check = (title, run) => checks.push({title, run});

/** A promise that hangs must not look like the end of the suite. */
const longest = 60_000;

const timedOut = () =>
	new Promise((_, reject) => {
		setTimeout(() => reject(new Error(`took longer than ${longest} ms`)), longest).unref?.();
	});

/** What is expected to fail here, by title: said, and an error once it works. */
export const runChecks = async (known = {}) => {
	let failures = 0;
	for (const {title, run} of checks) {
		const reason = known[title];
		try {
			await Promise.race([run(), timedOut()]);
			if (reason === undefined) {
				console.log(`ok ${title}`);
			} else {
				failures++;
				console.log(`NOT OK ${title}: it works here now, so that what is documented (${reason}) is not true any more`);
			}
		} catch (error) {
			if (reason === undefined) failures++;
			console.log(reason === undefined ? `NOT OK ${title}` : `ok ${title}: does not, as documented: ${reason}`);
			if (reason === undefined) console.log(String(error?.stack ?? error).slice(0, 2000));
		}
	}
	console.log(`${checks.length - failures} passed, ${failures} failed`);
	return failures;
};
