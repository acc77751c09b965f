import {parseArgs} from 'node:util';

/** @param {readonly string[]} parts */
const usageWith = parts => `Usage: npm start -- [options]

  --only <parts>      some of the parts, separated by commas:
                      ${parts.join(', ').replace(/(.{50,70},) /g, '$1\n                      ')}
  --node <path>       a second, newer Node for the parts that end in "newer" (default: node24, if there is one)
  --rounds <number>   measurements of each thing (default: 7)
  --scale <fraction>  of the pages, for a quick look; 0.1 is a tenth (default: 1)
  --package <folder>  the built package to measure (default: the folder above)
  --results <folder>  where results.json, results.md and results.svg go (default: bench)

A run of some parts keeps those of the same machine, versions and day; docs/speed.md shows whole sets alone.`;

/** @param {number} value */
const isPositive = value => Number.isFinite(value) && value > 0;

/**
 * @param {readonly string[]} argv
 * @param {readonly string[]} parts
 */
export const readOptions = (argv, parts) => {
	const usage = usageWith(parts);
	const {values} = parseArgs({
		args: [...argv],
		options: {
			only: {type: 'string', default: parts.join(',')},
			rounds: {type: 'string', default: '7'},
			scale: {type: 'string', default: '1'},
			node: {type: 'string'},
			package: {type: 'string'},
			results: {type: 'string'},
			help: {type: 'boolean', short: 'h', default: false},
		},
	});
	if (values.help) return {usage};
	const only = values.only.split(',');
	const unknown = only.find(name => !parts.includes(name));
	if (unknown !== undefined) throw new Error(`No part is called ${unknown}.\n\n${usage}`);
	const rounds = Number(values.rounds);
	const scale = Number(values.scale);
	if (!Number.isInteger(rounds) || rounds < 1) throw new Error(`--rounds must be a whole number from 1.\n\n${usage}`);
	if (!isPositive(scale)) throw new Error(`--scale must be a positive number.\n\n${usage}`);
	return {only, rounds, scale, node: values.node, package: values.package, results: values.results};
};
