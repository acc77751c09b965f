import {rmSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import {installPackage} from './harness/install-package.mjs';
import {readOptions} from './harness/options.mjs';
import {concurrency} from './parts/concurrency.mjs';
import {install} from './parts/install.mjs';
import {latency} from './parts/latency.mjs';
import {loopback} from './parts/loopback.mjs';
import {memory} from './parts/memory.mjs';
import {slowConsumer} from './parts/slow-consumer.mjs';
import {startUp} from './parts/start-up.mjs';
import {goalsOf} from './report/goals.mjs';
import {machine, versions} from './report/machine.mjs';
import {markdownOf} from './report/markdown.mjs';
import {addToResults, readResults, writeReadme, writeResults} from './report/results.mjs';
import {textOf} from './report/text.mjs';

/** `install` changes the installed package, so it comes last. */
const parts = {loopback, latency, concurrency, 'slow-consumer': slowConsumer, memory, 'start-up': startUp, install};

const here = name => fileURLToPath(new URL(name, import.meta.url));
const log = line => process.stderr.write(`${line}\n`);

const run = async options => {
	const {rounds, scale} = options;
	log('install: the packed library in an empty project');
	const installed = installPackage(options.package ?? here('..'));
	const library = {
		...installed,
		libraryUrl: installed.urlOf('signalwire-paginate'),
		simulatorUrl: installed.urlOf('signalwire-paginate/simulator'),
		ioTsUrl: installed.urlOf('io-ts'),
	};
	// A quick look is printed; it replaces no results unless it is told where to.
	const isQuick = rounds < 7 || scale < 1;
	const folder = options.results ?? (isQuick ? undefined : here('.'));
	const setting = {machine: machine(), versions: versions(installed.version)};
	let results = addToResults(folder && readResults(folder), setting, {});
	try {
		for (const [name, measure] of Object.entries(parts)) {
			if (!options.only.includes(name)) continue;
			const measured = await measure({library, rounds, scale, log});
			results = addToResults(results, setting, {[name]: {date: new Date().toISOString(), rounds, scale, ...measured}});
			if (folder) writeResults(folder, results);
		}
	} finally {
		rmSync(installed.folder, {recursive: true, force: true});
	}
	// The README shows all of its parts from one machine, or those of the last whole run.
	if (folder === here('.') && options.only.length === Object.keys(parts).length)
		writeReadme(here('../README.md'), results);
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
