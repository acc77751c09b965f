/** Makes a value from a hash of its own, and from the time of its item in milliseconds. */
export type Make = (hash: number, time: number) => unknown;
