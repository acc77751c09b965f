/** Runs checks one after the other in any runtime, without a test runner, and tells each one's end in a line. */
const checks = [];

export const check = (title, run) => checks.push({title, run});

/** A promise that hangs must not look like the end of the suite. */
const longest = 60_000;

const timedOut = () =>
	new Promise((_, reject) => {
		setTimeout(() => reject(new Error(`took longer than ${longest} ms`)), longest).unref?.();
	});

/** How many have failed. */
export const runChecks = async () => {
	let failures = 0;
	for (const {title, run} of checks) {
		try {
			await Promise.race([run(), timedOut()]);
			console.log(`ok ${title}`);
		} catch (error) {
			failures++;
			console.log(`NOT OK ${title}\n${String(error?.stack ?? error).slice(0, 2000)}`);
		}
	}
	console.log(`${checks.length - failures} passed, ${failures} failed`);
	return failures;
};
