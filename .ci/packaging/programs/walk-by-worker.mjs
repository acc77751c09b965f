// Lets a bundled Worker, given by its file, walk over a simulator.
import {pathToFileURL} from 'node:url';
import {startSimulator} from 'signalwire-paginate/simulator';

const {default: worker} = await import(pathToFileURL(process.argv[2]));
const simulator = await startSimulator({rooms: 250});
const {url: baseUrl, projectId, apiToken} = simulator;
const ask = async walk => {
	const asked = new URLSearchParams({walk, baseUrl, projectId, apiToken});
	return (await worker.fetch(new Request(`http://localhost/?${asked}`))).json();
};
const [{gave}, {message}] = [await ask('walk'), await ask('export')];
await simulator.close();
if (gave !== 250 || !/made for browsers or workers/.test(message))
	throw new Error(`it gave ${gave}, and told ${message}`);
console.log('works: walks, and says that it writes no files');
