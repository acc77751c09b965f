import {createHash, randomUUID} from 'node:crypto';
import {readFileSync, readlinkSync} from 'node:fs';
import {hostname, networkInterfaces, platform} from 'node:os';

/** Two machines can have one name, but not one network card. */
const networkCards = (): string => {
	const cards = Object.values(networkInterfaces()).flatMap(addresses =>
		(addresses ?? []).filter(({internal}) => !internal).map(({mac}) => mac),
	);
	return createHash('sha256')
		.update([...new Set(cards)].sort().join())
		.digest('hex')
		.slice(0, 16);
};

const findPlace = (): string => {
	if (platform() !== 'linux') return `${hostname()} ${networkCards()}`;
	try {
		return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()} ${readlinkSync('/proc/self/ns/pid')}`;
	} catch {
		return randomUUID(); // Nobody else's: where nothing can be told of others, nothing is guessed.
	}
};

let place: string | undefined;

/** Where a process number means something: this run of this machine and, as each container has its own, its PID namespace. */
export const processPlace = (): string => {
	place ??= findPlace();
	return place;
};
