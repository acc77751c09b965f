const rowHeight = 24;
const barHeight = 14;
const headHeight = 52;
const labelWidth = 232;
/** Room at the right for the text of the longest bar. */
const textWidth = 190;

const escaped = text => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
const round = value => Math.round(value * 10) / 10;

/** @typedef {{label: string, ours: boolean, min: number, median: number, max: number, text: string}} Bar */

/** @param {{bars: readonly Bar[]}} content */
export const panelHeight = ({bars}) => headHeight + bars.length * rowHeight;

/** @param {Bar} bar */
const drawBar = ({label, ours, min, median, max, text}, left, top, x) => {
	const middle = top + barHeight / 2;
	return [
		`<text x="${left}" y="${top + 12}">${escaped(label)}</text>`,
		`<rect class="${ours ? 'ours' : 'peer'}" x="${x(0)}" y="${top}" width="${round(x(median) - x(0))}" height="${barHeight}" rx="2"/>`,
		`<line class="spread" x1="${x(min)}" x2="${x(max)}" y1="${middle}" y2="${middle}"/>`,
		`<text x="${round(x(max) + 8)}" y="${top + 12}">${escaped(text)}</text>`,
	];
};

/**
 * A title, a note, and horizontal bars with the spread of their measurements.
 *
 * @param {{title: string, note: string, reference?: number, bars: readonly Bar[]}} content
 * @param {{left: number, top: number, width: number}} place
 */
export const panelOf = ({title, note, reference, bars}, {left, top, width}) => {
	const longest = Math.max(...bars.map(({max}) => max), reference ?? 0);
	const scale = (width - labelWidth - textWidth) / longest;
	const x = value => round(left + labelWidth + value * scale);
	const first = top + headHeight;
	const bottom = first + bars.length * rowHeight - (rowHeight - barHeight);
	return [
		`<text class="title" x="${left}" y="${top + 16}">${escaped(title)}</text>`,
		`<text class="note" x="${left}" y="${top + 36}">${escaped(note)}</text>`,
		...bars.flatMap((bar, index) => drawBar(bar, left, first + index * rowHeight, x)),
		...(reference === undefined
			? []
			: [`<line class="reference" x1="${x(reference)}" x2="${x(reference)}" y1="${first - 4}" y2="${bottom + 4}"/>`]),
	].join('\n');
};
