import {describe} from '@jest/globals';

const {SIGNALWIRE_PAGINATE_TEST_REDIS: redis, SIGNALWIRE_PAGINATE_TEST_POSTGRES: postgres} = process.env;

/** Where the queues of specs are. */
export const engines = {redis: redis ?? '', postgres: postgres ?? ''};

/** BullMQ takes a real Redis and a real PostgreSQL (PGlite is not enough): without them, `npm run test:services` is for it. */
export const describeFleet: Pick<typeof describe, 'each'> = redis && postgres ? describe : describe.skip;

let queues = 0;
/** A queue of a spec's own. */
export const ownQueue = (): string => `spec-${process.pid}-${Date.now()}-${queues++}`;
