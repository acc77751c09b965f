import {readFileSync} from 'node:fs';
import {join, relative} from 'node:path';

const root = join(import.meta.dirname, '../..');
const {SIGNALWIRE_PAGINATE_TEST_REDIS: redis, SIGNALWIRE_PAGINATE_TEST_POSTGRES: postgres} = process.env;

/** The specs that `npm run test:services` runs, by how their paths begin. */
const ofServices = () => {
	const {scripts} = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
	return scripts['test:services'].split(' ').filter(word => word.startsWith('spec/'));
};

/** Says at the end of a run how many tests it has left out for want of a Redis and a PostgreSQL, and what runs them. */
export default class LeftToServices {
	#isWhole;
	constructor({testNamePattern}) {
		this.#isWhole = !testNamePattern;
	}
	onRunComplete(_contexts, {testResults: files}) {
		if ((redis && postgres) || !this.#isWhole) return;
		const beginnings = ofServices();
		const left = files
			.filter(({testFilePath}) => beginnings.some(path => relative(root, testFilePath).startsWith(path)))
			.reduce((sum, {numPendingTests}) => sum + numPendingTests, 0);
		if (left > 0) process.stderr.write(`\n${left} tests take a real Redis and PostgreSQL: npm run test:services\n`);
	}
}
