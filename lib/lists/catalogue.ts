import type {AnyList} from '../core/list.ts';
import * as datasphere from './datasphere/index.ts';
import * as fabric from './fabric/index.ts';
import * as fax from './fax/index.ts';
import * as laml from './laml/index.ts';
import * as logs from './logs/index.ts';
import * as messaging from './messaging/index.ts';
import * as projects from './projects/index.ts';
import * as relay from './relay/index.ts';
import * as video from './video/index.ts';
import * as voice from './voice/index.ts';

const families = {video, voice, messaging, fax, logs, fabric, relay, datasphere, projects, laml};

/** Every list that the command and the simulator know, by family: whatever the entry of a family exports. */
export const catalogue: Readonly<Record<string, readonly AnyList[]>> = Object.fromEntries(
	Object.entries(families).map(([family, lists]) => [family, Object.values<AnyList>(lists)]),
);
