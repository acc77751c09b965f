import {nodeModule} from '../../environment.ts';

/** `node:path`, for what is loaded with a walk: asked for on use, as there are runtimes without it. */
const path = () => nodeModule('node:path') as typeof import('node:path');

/** Whether this runtime has files at all. */
export const hasFiles = (): boolean => nodeModule('node:fs') !== undefined;

export const basename = (name: string): string => path().basename(name);
export const dirname = (name: string): string => path().dirname(name);
export const join = (...parts: readonly string[]): string => path().join(...parts);
export const resolve = (name: string): string => path().resolve(name);
