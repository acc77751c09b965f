import {spawnSync} from 'node:child_process';
import {mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join, relative, resolve} from 'node:path';
import {summarize} from '../harness/statistics.mjs';
import {takeTurns} from '../harness/take-turns.mjs';

const node = ([script, ...args], env = {}) => {
	const start = performance.now();
	const {status, stderr} = spawnSync(process.execPath, [script, ...args], {
		env: {...process.env, ...env},
		encoding: 'utf8',
	});
	const milliseconds = performance.now() - start;
	if (status !== 0) throw new Error(stderr);
	return milliseconds;
};

/** V8's own coverage names every script that a process has loaded, whatever kind of module it is. */
const scriptsOf = (script, folder) => {
	const coverage = mkdtempSync(join(tmpdir(), 'signalwire-paginate-coverage-'));
	node([script], {NODE_V8_COVERAGE: coverage});
	const scripts = readdirSync(coverage).flatMap(file => JSON.parse(readFileSync(join(coverage, file), 'utf8')).result);
	rmSync(coverage, {recursive: true});
	const loaded = scripts.flatMap(({url}) => url.split(`${folder}/node_modules/`)[1] ?? []);
	return [...new Set(loaded)].sort();
};

/** What the package's own scripts were made of, by their source maps: they are bundled, so their names say little. */
const sourcesOf = (script, folder) => {
	const path = join(folder, 'node_modules', script);
	if (!script.startsWith('signalwire-paginate/')) return [script];
	const {sources} = JSON.parse(readFileSync(`${path}.map`, 'utf8'));
	return sources.map(source => relative(join(folder, 'node_modules'), resolve(dirname(path), source)));
};

const packageOf = path => path.match(/^(@[^/]+\/)?[^/]+/)[0];
/**
 * Parts of the package, and packages, that only the simulator, the command and a running export need. The options of an
 * export are checked before anything is waited for, so what checks them is loaded.
 */
const unneeded =
	/^(signalwire-paginate\/lib\/(simulator|cli|export\/(lock|seen|postgres|files\/open-file|file-target\/file-writer))\b|(commander|ora|hyparquet-writer|node-sqlite3-wasm)\/)/;

/** A program that does nothing, one that imports the library and does nothing, and the command's help, by turns. */
export const startUp = async ({packed, rounds, log}) => {
	const empty = join(packed.folder, 'empty.mjs');
	const imports = join(packed.folder, 'imports.mjs');
	writeFileSync(empty, '');
	writeFileSync(imports, "import 'signalwire-paginate';\n");
	const programs = [[empty], [imports], [packed.command, '--help']];
	for (const program of programs) node(program);
	const most = rounds * 3;
	const progress = done => done % rounds === 0 && log(`start-up: round ${done} of ${most}`);
	const [bare, ...others] = await takeTurns(programs, most, async program => node(program), progress);
	const aboveBare = ({results}) => summarize(results.map((value, round) => value - bare.results[round]));
	const [above, help] = others.map(aboveBare);
	const scripts = scriptsOf(imports, packed.folder);
	return {
		bare: summarize(bare.results),
		above,
		help,
		modules: scripts.length,
		packages: [...new Set(scripts.map(packageOf))],
		unneeded: scripts.flatMap(script => sourcesOf(script, packed.folder)).filter(path => unneeded.test(path)),
	};
};
