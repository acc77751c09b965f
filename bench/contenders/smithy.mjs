/**
 * The paginator of AWS's SDKs, from the package that they all share. What an SDK's generator makes around it, a client
 * that sends commands, is here as little as it takes: a fetch, and its JSON.
 */
export const open = async () => {
	const {createPaginator} = await import('@smithy/core');

	class Client {
		constructor(headers) {
			this.headers = headers;
		}

		async send({input: {url}}) {
			const response = await fetch(url, {headers: this.headers});
			if (!response.ok) throw new Error(`${response.status} ${response.statusText}`);
			return response.json();
		}
	}

	class ListRooms {
		constructor(input) {
			this.input = input;
		}
	}

	const paginateRooms = createPaginator(Client, ListRooms, 'url', 'links.next', '');
	return async function* ({firstUrl, headers}) {
		for await (const {data} of paginateRooms({client: new Client(headers)}, {url: firstUrl})) yield data;
	};
};
