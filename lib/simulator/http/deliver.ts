import type {ServerResponse} from 'node:http';
import type {Answer} from './answer.ts';
import type {Delays} from './delays.ts';

/** How an answer goes out: as it should, or spoiled. */
export type Delivery = {readonly kind: 'whole' | 'reset' | 'truncate' | 'stall' | 'silence'} | SlowDelivery;

interface SlowDelivery {
	readonly kind: 'slow';
	readonly delay: number;
	readonly chunks: number;
}

const lengthOf = (pieces: readonly Buffer[]): number => pieces.reduce((length, piece) => length + piece.length, 0);

const firstHalf = (body: readonly Buffer[]): Buffer => {
	const whole = Buffer.concat(body);
	return whole.subarray(0, Math.floor(whole.length / 2));
};

const dribble = (response: ServerResponse, body: Buffer, {chunks, delay}: SlowDelivery, delays: Delays): void => {
	const size = Math.ceil(body.length / chunks);
	const sendFrom = (start: number): void => {
		delays.after(delay, response, () => {
			const end = start + size;
			if (end >= body.length) {
				response.end(body.subarray(start));
			} else {
				response.write(body.subarray(start, end));
				sendFrom(end);
			}
		});
	};
	sendFrom(0);
};

export const deliver = (response: ServerResponse, answer: Answer, delivery: Delivery, delays: Delays): void => {
	const {status, headers, body} = answer;
	if (delivery.kind === 'reset') {
		response.socket?.resetAndDestroy();
		return;
	}
	if (delivery.kind === 'silence') return;
	response.writeHead(status, {...headers, 'content-length': lengthOf(body)});
	switch (delivery.kind) {
		case 'truncate':
			// Once the half is on its way, not before: the client shall have it.
			response.write(firstHalf(body), () => response.destroy());
			return;
		case 'stall':
			response.write(firstHalf(body));
			return;
		case 'slow':
			response.flushHeaders();
			dribble(response, Buffer.concat(body), delivery, delays);
			return;
		default:
			for (const piece of body) response.write(piece);
			response.end();
	}
};
