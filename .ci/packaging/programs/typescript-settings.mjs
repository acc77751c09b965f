// Compiles one program with each of the settings by which TypeScript finds packages, and runs what came out of it.
import {spawnSync} from 'node:child_process';
import {copyFileSync, mkdirSync, writeFileSync} from 'node:fs';

const [, , program] = process.argv;
const common = ['--strict', '--target', 'es2022', '--lib', 'es2022', '--types', 'node', '--skipLibCheck'];

// Whether it works with a version of TypeScript, or its error. Who writes modules of the language needs none of this.
const rows = [
	{type: 'module', module: 'nodenext', outcomes: {5.9: true, 7: true}},
	{type: 'module', module: 'node16', outcomes: {7: true}},
	{type: 'module', module: 'node20', outcomes: {7: true}},
	{type: 'module', module: 'esnext', resolution: 'bundler', outcomes: {5.4: true, 7: true}},
	{type: 'module', module: 'preserve', resolution: 'bundler', outcomes: {7: true}},
	{type: 'commonjs', module: 'nodenext', outcomes: {5.4: 'TS1479', 5.9: true, 7: true}},
	{type: 'commonjs', module: 'node20', outcomes: {5.9: true, 7: true}},
	{type: 'commonjs', module: 'node16', outcomes: {5.9: 'TS1479', 7: 'TS1479'}},
	{type: 'commonjs', module: 'commonjs', resolution: 'bundler', outcomes: {5.9: 'TS5095', 7: true}},
	{type: 'commonjs', module: 'commonjs', resolution: 'node10', outcomes: {5.9: 'TS2307', 7: 'TS5108'}},
];

const compilers = {
	5.4: 'node_modules/typescript-5.4/bin/tsc',
	5.9: 'node_modules/typescript-5.9/bin/tsc',
	7: `${process.env.REPOSITORY}/node_modules/typescript/bin/tsc`,
};

let surprises = 0;
for (const {type, module, resolution, outcomes} of rows) {
	const folder = `${type}-${module}-${resolution ?? 'own'}`;
	mkdirSync(folder);
	writeFileSync(`${folder}/package.json`, JSON.stringify({type}));
	copyFileSync(program, `${folder}/use.ts`);
	const told = [];
	for (const [version, wanted] of Object.entries(outcomes)) {
		const out = `${folder}/${version}`;
		const flags = ['--module', module, ...(resolution ? ['--moduleResolution', resolution] : []), '--outDir', out];
		const compiled = spawnSync('node', [compilers[version], ...common, ...flags, `${folder}/use.ts`], {
			encoding: 'utf8',
		});
		const [error] = /TS\d+/.exec(compiled.stdout) ?? [];
		const ran = error === undefined && spawnSync('node', [`${out}/use.js`], {encoding: 'utf8'});
		const seen = error ?? (ran.status === 0 && ran.stderr === '' ? true : ran.stderr);
		const isExpected = seen === wanted;
		if (!isExpected) surprises++;
		told.push(
			`${version}: ${seen === true ? 'works' : seen}${isExpected ? '' : ` (NOT as documented: ${wanted})${compiled.stdout.slice(0, 300)}`}`,
		);
	}
	console.log(
		`"type": "${type}", module ${module}${resolution ? `, moduleResolution ${resolution}` : ''} — TypeScript ${told.join(', ')}`,
	);
}
process.exitCode = surprises === 0 ? 0 : 1;
