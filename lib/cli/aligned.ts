/** Rows as lines whose columns stand under each other; the last one is as long as it is. */
export const aligned = (rows: ReadonlyArray<readonly string[]>): string => {
	const last = (rows[0]?.length ?? 0) - 1;
	const widths = Array.from({length: last}, (_, column) => Math.max(...rows.map(row => row[column]?.length ?? 0)));
	const line = (row: readonly string[]) =>
		row.map((text, column) => (column < last ? text.padEnd(widths[column] ?? 0) : text)).join('  ');
	return rows.map(row => `${line(row).trimEnd()}\n`).join('');
};
