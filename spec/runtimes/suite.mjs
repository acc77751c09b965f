import {runChecks} from './check.mjs';

const parts = process.argv.slice(2);
for (const part of parts.length > 0 ? parts : ['walks', 'exports', 'crashes', 'postgres', 'commands'])
	await import(`./${part}.mjs`);

process.exitCode = (await runChecks()) === 0 ? 0 : 1;
