/** The ciphers that SIP media are documented to be encrypted with. */
export const ciphers = [
	'AEAD_AES_256_GCM_8',
	'AES_256_CM_HMAC_SHA1_80',
	'AES_CM_128_HMAC_SHA1_80',
	'AES_256_CM_HMAC_SHA1_32',
	'AES_CM_128_HMAC_SHA1_32',
] as const;

/** The codecs that SIP media are documented to be sent in. */
export const codecs = [
	'PCMU',
	'PCMA',
	'G722',
	'G729',
	'OPUS',
	'OPUS@48000H@20I',
	'OPUS@24000H@20I',
	'OPUS@16000H@20I',
	'OPUS@8000H@20I',
	'VP8',
	'H264',
] as const;
