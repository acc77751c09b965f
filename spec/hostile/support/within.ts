/** What a promise gives, or an error when it has not settled in so many milliseconds: it hangs. */
export const within = async <T>(milliseconds: number, promise: Promise<T>): Promise<T> => {
	let timer: NodeJS.Timeout | undefined;
	const hangs = new Promise<never>((_resolve, reject) => {
		timer = setTimeout(() => reject(new Error(`not settled within ${milliseconds} ms: it hangs`)), milliseconds);
	});
	try {
		return await Promise.race([promise, hangs]);
	} finally {
		clearTimeout(timer);
	}
};
