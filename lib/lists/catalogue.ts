import type {AnyList} from '../core/list.ts';
import * as video from './video/index.ts';

/** Every list that the command and the simulator know, by family; each is named once more here. */
export const catalogue: Readonly<Record<string, readonly AnyList[]>> = {
	video: [video.rooms, video.roomSessions, video.roomSessionMembers],
};
