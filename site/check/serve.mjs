/** Serves a folder below a path, as most hosts of such sites do, and as a link that begins with a slash would not survive. */
import {readFile} from 'node:fs/promises';
import {createServer} from 'node:http';
import {extname, join, normalize} from 'node:path';

const types = {'.css': 'text/css', '.html': 'text/html', '.js': 'text/javascript', '.svg': 'image/svg+xml'};

/** Gives the address of the folder's beginning, and what ends it. */
export const serve = async (folder, below) => {
	const server = createServer(async ({url}, response) => {
		const {pathname} = new URL(url, 'http://localhost');
		try {
			if (!pathname.startsWith(below)) throw new Error('It is not of this site.');
			const file = join(folder, normalize(decodeURIComponent(pathname.slice(below.length - 1))));
			const body = await readFile(file.endsWith('/') ? join(file, 'index.html') : file);
			response.setHeader('cache-control', 'max-age=3600');
			response.setHeader('content-type', types[extname(file)] ?? 'text/plain; charset=utf-8');
			response.end(body);
		} catch {
			response.statusCode = 404;
			response.end();
		}
	});
	await new Promise(resolve => server.listen(0, '127.0.0.1', resolve));
	return {
		address: `http://127.0.0.1:${server.address().port}${below}`,
		close: () => {
			server.closeAllConnections();
			server.close();
		},
	};
};
