// The simulator, in a process of its own: it must not share the processor time or the memory of what is measured.
const [simulatorUrl, options] = process.argv.slice(2);
const {startSimulator} = await import(simulatorUrl);
const {url, projectId, apiToken} = await startSimulator(JSON.parse(options));
process.send({url, projectId, apiToken});
process.once('disconnect', () => process.exit());
