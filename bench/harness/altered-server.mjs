// The simulator behind something that alters its items: data that it does not make by itself. Altered pages are kept, so
// that who asks again waits for nothing but the latency.
import {createServer} from 'node:http';
import {setTimeout} from 'node:timers/promises';

const [simulatorUrl, options] = process.argv.slice(2);
const {alteration, latency, ...settings} = JSON.parse(options);
const {startSimulator} = await import(simulatorUrl);
const {url, projectId, apiToken} = await startSimulator(settings);

const sentence = 'Zwölf Boxkämpfer jagen Viktor quer über den großen Sylter Deich — “all hands” 会议室. ';

const withoutValues = (item, kept) =>
	Object.fromEntries(Object.entries(item).map(([name, value]) => [name, kept(name, value) ? value : null]));
/** Fields of rooms that may be null, as documented. */
const nullable = /^(display_name|description|join_from|join_until|remove_at|remove_after_seconds_elapsed|meta)$/;

const alterations = {
	none: item => item,
	'long-texts': room => ({...room, description: sentence.repeat(30)}),
	'many-nulls': room => ({
		...withoutValues(room, name => !nullable.test(name)),
		...(room.active_session && {active_session: withoutValues(room.active_session, name => name === 'id')}),
	}),
};

const alter = body => {
	const parsed = JSON.parse(body);
	for (const field of ['data', 'calls']) {
		if (parsed[field] !== undefined) parsed[field] = parsed[field].map(alterations[alteration]);
	}
	return JSON.stringify(parsed);
};

const kept = new Map();
const pageAt = async (path, {host, authorization}) => {
	const response = await fetch(new URL(path, url), {headers: {authorization}});
	const text = await response.text();
	if (!response.ok) throw new Error(text);
	return Buffer.from(alter(text).replaceAll(new URL(url).host, host));
};

const server = createServer(async (request, response) => {
	if (!kept.has(request.url)) kept.set(request.url, pageAt(request.url, request.headers));
	try {
		const body = await kept.get(request.url);
		if (latency > 0) await setTimeout(latency);
		response.writeHead(200, {'content-type': 'application/json', 'content-length': body.length}).end(body);
	} catch (error) {
		response.writeHead(500).end(String(error));
	}
});
server.listen(0, '127.0.0.1', () =>
	process.send({url: `http://127.0.0.1:${server.address().port}`, projectId, apiToken}),
);
process.once('disconnect', () => process.exit());
