import {rmSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import {installPackage} from './harness/install-package.mjs';
import {newerNode, nodeAt} from './harness/nodes.mjs';
import {readOptions} from './harness/options.mjs';
import {parts, required} from './parts/index.mjs';
import {goalsOf} from './report/goals.mjs';
import {machine, versions} from './report/machine.mjs';
import {markdownOf} from './report/markdown.mjs';
import {addToResults, keepMeasured, readMeasured, writeResults, writeSpeedPage} from './report/results.mjs';
import {textOf} from './report/text.mjs';

const here = name => fileURLToPath(new URL(name, import.meta.url));
const log = line => process.stderr.write(`${line}\n`);

const installedLibrary = source => {
	log('install: the packed library in an empty project');
	const installed = installPackage(source);
	return {
		...installed,
		libraryUrl: installed.urlOf('signalwire-paginate'),
		lamlUrl: installed.urlOf('signalwire-paginate/laml'),
		simulatorUrl: installed.urlOf('signalwire-paginate/simulator'),
		ioTsUrl: installed.urlOf('io-ts'),
	};
};

/** What is asked for, without what needs a newer Node where there is none. */
const partsOf = ({only}, newer) =>
	Object.entries(parts).filter(([name, {needsNewer}]) => {
		const isMissing = needsNewer && newer === undefined;
		if (isMissing && only.includes(name)) log(`${name}: left out; --node names a newer Node`);
		return only.includes(name) && !isMissing;
	});

/**
 * Parts are added to those of the same machine, versions and day. The results, and docs/speed.md, which shows all of
 * them, change once they are whole.
 */
const write = (results, folder) => {
	keepMeasured(folder, results);
	if (required.some(name => results.parts[name] === undefined)) return;
	writeResults(folder, results);
	if (folder === here('.')) writeSpeedPage(here('../docs/speed.md'), results);
};

const run = async options => {
	const {rounds, scale} = options;
	const node = nodeAt(process.execPath);
	const newer = newerNode(node, options.node);
	const packed = installedLibrary(options.package ?? here('..'));
	// A quick look is printed; it replaces no results unless it is told where to.
	const isQuick = rounds < 7 || scale < 1;
	const folder = options.results ?? (isQuick ? undefined : here('.'));
	const setting = {machine: machine(), versions: versions(packed.version, node)};
	let results = addToResults(folder && readMeasured(folder), setting, {});
	try {
		for (const [name, measure] of partsOf(options, newer)) {
			const start = performance.now();
			const measured = await measure({packed, node, newer, rounds, scale, log});
			const seconds = Math.round((performance.now() - start) / 1000);
			log(`${name}: ${seconds} s`);
			const part = {date: new Date().toISOString(), rounds, scale, seconds, ...measured};
			results = addToResults(results, setting, {[name]: part});
			if (folder) write(results, folder);
		}
	} finally {
		rmSync(packed.folder, {recursive: true, force: true});
	}
	console.log(`\n${markdownOf(results)}\n${textOf(goalsOf(results.parts))}`);
};

try {
	const options = readOptions(process.argv.slice(2), Object.keys(parts));
	if (options.usage) console.log(options.usage);
	else await run(options);
} catch (error) {
	log(error instanceof Error ? (error.stack ?? error.message) : String(error));
	process.exitCode = 1;
}
