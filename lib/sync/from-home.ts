import {homedir} from 'node:os';
import {join} from 'node:path';

/** A path of a plan, which no shell has read: `~` would be a folder of that name. */
export const fromHome = (path: string): string => (/^~[/\\]/.test(path) ? join(homedir(), path.slice(2)) : path);
