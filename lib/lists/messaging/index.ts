/**
 * The lists of Messaging: logs of messages; businesses, numbers and templates of WhatsApp. Each is data: give it to
 * `paginate`.
 *
 * @module
 */

export {type MessagingLog, type MessagingLogsQuery, messagingLogs} from './logs.ts';
export {type WhatsappBusiness, type WhatsappBusinessesQuery, whatsappBusinesses} from './whatsapp-businesses.ts';
export {type WhatsappNumber, type WhatsappNumbersQuery, whatsappNumbers} from './whatsapp-numbers.ts';
export {type WhatsappTemplate, type WhatsappTemplatesQuery, whatsappTemplates} from './whatsapp-templates.ts';
