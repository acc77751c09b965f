/** @param {number} milliseconds */
export const duration = milliseconds =>
	milliseconds < 1000 ? `${milliseconds.toFixed(0)} ms` : `${(milliseconds / 1000).toFixed(2)} s`;

/** @param {number} bytes */
export const mebibytes = bytes => `${(bytes / 2 ** 20).toFixed(bytes < 10 * 2 ** 20 ? 1 : 0)} MiB`;

/** @param {number} value */
export const times = value => `${value.toFixed(2)}×`;

/** @param {number} value */
export const count = value => value.toLocaleString('en-US');

/** @param {{min: number, median: number, max: number}} summary */
export const range = ({min, median, max}, show) => `${show(median)} (${show(min)}–${show(max)})`;
