import type {SimulatedRoom, Simulator} from '../../../lib/simulator/index.ts';

/** An answer, read to its end. */
export interface Received {
	readonly status: number;
	readonly headers: Headers;
	readonly text: string;
}

export interface ReceivedPage {
	readonly links: {
		readonly self: string;
		readonly first: string;
		readonly next?: string | null;
		readonly prev?: string | null;
	};
	readonly data: readonly SimulatedRoom[];
}

export const roomsPath = '/api/video/rooms';

export const credentialsOf = ({projectId, apiToken}: Simulator): {authorization: string} => ({
	authorization: `Basic ${btoa(`${projectId}:${apiToken}`)}`,
});

export const send = (simulator: Simulator, address: string, init: RequestInit = {}): Promise<Response> =>
	fetch(new URL(address, simulator.url + roomsPath), {
		redirect: 'manual',
		...init,
		headers: {...credentialsOf(simulator), ...init.headers},
	});

/** Gets a link in any form: the listing without one. */
export const receive = async (simulator: Simulator, address = roomsPath, init: RequestInit = {}): Promise<Received> => {
	const response = await send(simulator, address, init);
	return {status: response.status, headers: response.headers, text: await response.text()};
};

export const receivePage = async (simulator: Simulator, address = roomsPath): Promise<ReceivedPage> => {
	const {status, text} = await receive(simulator, address);
	if (status !== 200) throw new Error(`${status}: ${text}`);
	return JSON.parse(text);
};

/** All pages from an address on, by their next links; the callback runs after each. */
export const walk = async (
	simulator: Simulator,
	address = roomsPath,
	afterPage: (page: ReceivedPage, index: number) => void = () => {},
): Promise<readonly ReceivedPage[]> => {
	const pages: ReceivedPage[] = [];
	for (let next: string | null | undefined = address; next; ) {
		const page: ReceivedPage = await receivePage(simulator, next);
		afterPage(page, pages.length);
		pages.push(page);
		next = page.links.next;
		if (pages.length > 1000) throw new Error('The walk does not end.');
	}
	return pages;
};

export const roomsOf = (pages: readonly ReceivedPage[]): readonly SimulatedRoom[] => pages.flatMap(({data}) => data);

export const idsOf = (rooms: Iterable<SimulatedRoom>): readonly string[] => Array.from(rooms, ({id}) => id);

/** The code of the error behind a failed fetch, or of reading its body. */
export const failureOf = async (attempt: Promise<unknown>): Promise<string> => {
	try {
		await attempt;
		return 'none';
	} catch (error) {
		const {cause} = error as {cause?: {code?: string}};
		return cause?.code ?? String(error);
	}
};
