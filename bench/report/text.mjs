const digits = value => (Number.isInteger(value) ? String(value) : value.toFixed(2));

/** @param {readonly import('./goals.mjs').Goal[]} goals */
export const textOf = goals =>
	goals
		.map(({name, goal, measured, unit, atLeast, met}) => {
			const sign = atLeast ? '≥' : '≤';
			return `${met ? 'met   ' : 'MISSED'}  ${name}: ${digits(measured)}${unit} (goal ${sign} ${digits(goal)}${unit})`;
		})
		.join('\n');
