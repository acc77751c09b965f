import {runChecks} from './check.mjs';
import './walks.mjs';
import './exports.mjs';
import './commands.mjs';

// What hangs after the last check would hang in a user's program too, but for the time-outs of the checks.
process.exitCode = (await runChecks()) === 0 ? 0 : 1;
