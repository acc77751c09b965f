/** Whether a value is a whole number between these bounds, or one of them. */
export const isWholeNumber = (value: unknown, minimum: number, maximum = Number.POSITIVE_INFINITY): value is number =>
	typeof value === 'number' && Number.isInteger(value) && value >= minimum && value <= maximum;
