/** A parameter's name as fields are written: `AccountSid` is `account_sid`. */
export const snakeCase = (name: string): string => name.replace(/(?<=[a-z\d])(?=[A-Z])/g, '_').toLowerCase();
