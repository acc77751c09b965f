import {readlinkSync} from 'node:fs';
import {hostname} from 'node:os';

/** Where a process number means something: this machine and, as each container has its own, its PID namespace. */
export const processPlace = (): string => {
	try {
		return `${hostname()} ${readlinkSync('/proc/self/ns/pid')}`;
	} catch {
		return hostname(); // Only Linux has such a link.
	}
};
