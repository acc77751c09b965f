/**
 * The lists of Fax: logs of faxes. Each is data: give it to `paginate`.
 *
 * @module
 */

export {type FaxLog, type FaxLogsQuery, faxLogs} from './logs.ts';
