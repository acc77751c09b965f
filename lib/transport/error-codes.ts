/** Codes of Node and OpenSSL for a certificate that is not accepted, now or later. */
export const certificateCode = /CERT|SELF_SIGNED|UNABLE_TO_|HOSTNAME_MISMATCH/;

/** Codes for what answers without TLS, or with another kind of it. */
export const tlsCode = /SSL|EPROTO/;
