/**
 * The lists of the Compatibility API (LaML): calls, messages, faxes, recordings, numbers and more, as Twilio names
 * them. Each is data: give it to `paginate`.
 *
 * @module
 */

export {type Account, type AccountsQuery, accounts} from './accounts.ts';
export {type LamlApplication, type LamlApplicationsQuery, lamlApplications} from './applications.ts';
export {type AvailableCountriesQuery, type AvailableCountry, availableCountries} from './available-countries.ts';
export {type AvailableCountryQuery, availableCountry} from './available-country.ts';
export {
	type AvailableLocalNumbersQuery,
	type AvailableNumber,
	availableLocalNumbers,
} from './available-local-numbers.ts';
export {type AvailableTollFreeNumbersQuery, availableTollFreeNumbers} from './available-toll-free-numbers.ts';
export {type LamlBin, type LamlBinsQuery, lamlBins} from './bins.ts';
export {type Call, type CallsQuery, calls} from './calls.ts';
export {
	type ConferenceParticipant,
	type ConferenceParticipantsQuery,
	conferenceParticipants,
} from './conference-participants.ts';
export {
	type ConferenceRecording,
	type ConferenceRecordingsQuery,
	conferenceRecordings,
} from './conference-recordings.ts';
export {type LamlConference, type LamlConferencesQuery, lamlConferences} from './conferences.ts';
export {type FaxMedia, type FaxMediaQuery, faxMedia} from './fax-media.ts';
export {type Fax, type FaxesQuery, faxes} from './faxes.ts';
export {
	type IncomingPhoneNumber,
	type IncomingPhoneNumbersQuery,
	incomingPhoneNumbers,
} from './incoming-phone-numbers.ts';
export {type MessageMedia, type MessageMediaQuery, messageMedia} from './message-media.ts';
export {type Message, type MessagesQuery, messages} from './messages.ts';
export {type LamlQueueMember, type LamlQueueMembersQuery, lamlQueueMembers} from './queue-members.ts';
export {type LamlQueue, type LamlQueuesQuery, lamlQueues} from './queues.ts';
export {type LamlRecording, type LamlRecordingsQuery, lamlRecordings} from './recordings.ts';
export {type Transcription, type TranscriptionsQuery, transcriptions} from './transcriptions.ts';
