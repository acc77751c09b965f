/** How a video room or a conference is documented to be laid out. */
export const layouts = [
	'grid-responsive',
	'grid-responsive-mobile',
	'highlight-1-responsive',
	'1x1',
	'2x1',
	'2x2',
	'5up',
	'3x3',
	'4x4',
	'5x5',
	'6x6',
	'8x8',
	'10x10',
] as const;
