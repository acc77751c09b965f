export {type FaxLog, type FaxLogsQuery, faxLogs} from './logs.ts';
