import {nodeVersions} from '../report/machine.mjs';
import {concurrency} from './concurrency.mjs';
import {exports} from './exports.mjs';
import {install} from './install.mjs';
import {latency} from './latency.mjs';
import {loopback} from './loopback.mjs';
import {memory} from './memory.mjs';
import {otherData} from './other-data.mjs';
import {slowConsumer} from './slow-consumer.mjs';
import {startUp} from './start-up.mjs';

/** The same on a second, newer Node, with the peers that this one bears. */
const onNewer = measure => {
	const measureThere = async context => ({
		newer: nodeVersions(context.newer),
		...(await measure({...context, node: context.newer})),
	});
	return Object.assign(measureThere, {optional: true, needsNewer: true});
};

/** What is measured, in this order; `install` changes the installed package, so it comes last. */
export const parts = {
	loopback,
	'loopback-newer': onNewer(loopback),
	latency,
	'other-data': otherData,
	exports,
	'exports-newer': onNewer(exports),
	concurrency,
	'slow-consumer': slowConsumer,
	memory,
	'start-up': startUp,
	install,
};

/** Those that a whole set of results has, whatever a machine lacks. */
export const required = Object.keys(parts).filter(name => !parts[name].optional);
