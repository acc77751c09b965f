import {readFileSync} from 'node:fs';
import {catalogue} from '../../lib/lists/catalogue.ts';
import {checkLists} from './check.ts';
import {knownDifferences} from './known-differences.ts';

const files = process.argv.slice(2);

if (files.length === 0) {
	console.error('Usage: npm run lists:check -- FILE…, with OpenAPI files in JSON');
	process.exit(2);
}

const documents = files.map(file => JSON.parse(readFileSync(file, 'utf8')) as unknown);
const differences = checkLists(catalogue, documents, knownDifferences);
for (const difference of differences) console.log(difference);
console.error(
	differences.length === 0
		? 'The catalogue says what the description says.'
		: `${differences.length} differences: change the list, or explain it in scripts/lists-check/known-differences.ts.`,
);
process.exitCode = differences.length === 0 ? 0 : 1;
