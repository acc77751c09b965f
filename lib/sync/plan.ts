import {
	anyObject,
	arrayOf,
	choice,
	type JsonSchema,
	object,
	reference,
	type Shape,
	type ShapeType,
	text,
	truth,
	wholeNumber,
} from './shape.ts';

const project = object(
	{
		/** What it is called in messages and in the names of walks. */
		name: text('What the project is called in messages and in the names of walks.'),
	},
	{
		/** The space, such as `example`. Default: `SIGNALWIRE_SPACE`. */
		space: text('The space, such as "example". Default: the variable SIGNALWIRE_SPACE.'),
		/** In place of the space, another address of the API. */
		baseUrl: text('In place of the space, another address of the API.'),
		/** The project's ID. Default: `SIGNALWIRE_PROJECT_ID`. */
		projectId: text('The ID of the project. Default: the variable SIGNALWIRE_PROJECT_ID.'),
		/** The name of the variable that holds the API token. Default: `SIGNALWIRE_API_TOKEN`. */
		tokenVariable: text('The name of the variable that holds the API token. Default: SIGNALWIRE_API_TOKEN.'),
		/** In place of a variable, a file that holds the API token alone. */
		tokenFile: text('In place of a variable, a file that holds the API token alone.'),
		/** Requests of all walks of this project together in one second. Default: 1,000. */
		requestsPerSecond: wholeNumber(
			1,
			1_000_000,
		)('Requests of all walks of this project together in one second. Default: 1,000.'),
	},
);

/** Lists that are read once for each item of the list above them. */
export interface ChildPlan {
	readonly list: string;
	readonly query?: Readonly<Record<string, unknown>> | undefined;
	readonly table?: string | undefined;
	readonly each?: readonly ChildPlan[] | undefined;
}

const listed = {
	/** Which list it is, in the words of the command: `video rooms`, `voice logs`. */
	list: text('Which list it is, in the words of the command: "video rooms", "voice logs".'),
};

const child = (): Shape<ChildPlan> => object(listed, common);

const common = {
	/** What is asked of it, by the names of its parameters. */
	query: anyObject('What is asked of it, by the names of its parameters.'),
	/** The table, or the folder of a dataset. Default: the name of the list. */
	table: text('The table, or the folder of a dataset. Default: the name of the list.'),
	/** Lists that are read once for each item of this one; the parameter in their path is its key. */
	each: arrayOf(
		'Lists that are read once for each item of this one; the parameter in their path is its key.',
		reference('child', child),
	),
};

const list = object(listed, {
	...common,
	/** The names of the projects that it is read of. Default: all. */
	projects: arrayOf('The names of the projects that it is read of. Default: all.', text('The name of a project.')),
	/** Read it in slices of time, each a walk of its own; needs `since`. */
	slice: choice('day', 'month')('Read it in slices of time, each a walk of its own; needs since.'),
	/** The first day that is read, `2026-01-01`, in UTC. */
	since: text('The first day that is read, such as "2026-01-01", in UTC.'),
	/** Days after the end of a slice in which it is read again. Default: 2. */
	lookback: wholeNumber(0, 10_000)('Days after the end of a slice in which it is read again. Default: 2.'),
	/** Slice it although items may lack the time by which they are chosen, which then come into no slice. */
	sliceDespiteNull: truth(
		'Slice it although items may lack the time by which they are chosen, which then come into no slice.',
	),
});

/** A plan, whole. */
export const planShape = object(
	{
		/** Where rows go: a database, `postgres://user@host/db`, or a folder of datasets, which ends in `/`. */
		target: text(
			'Where rows go: a database, "postgres://user@host/db" without a password, or a folder of datasets, which ends in "/".',
		),
		projects: arrayOf<ProjectPlan>('Whose lists are read.', project),
		lists: arrayOf<ListPlan>('What is read.', list),
	},
	{
		$schema: text('Where this description is, for editors.'),
		/** The schema of the tables, which must be there. Default: `public`. */
		schema: text('The schema of the tables in a database, which must be there. Default: public.'),
		/** Walks that are read at once, of all projects together. Default: 8. */
		concurrency: wholeNumber(1, 1000)('Walks that are read at once, of all projects together. Default: 8.'),
		/** Hours for which a run goes on with an earlier one that did not finish. Default: 12. */
		continueFor: wholeNumber(
			0,
			10_000,
		)('Hours for which a run goes on with an earlier one that did not finish, and reads nothing again. Default: 12.'),
	},
);

/** What is to be read, of whom, and where to: families of walks, as data. */
export interface Plan extends ShapeType<typeof planShape> {}

/** A project whose lists are read. */
export interface ProjectPlan extends ShapeType<typeof project> {}

/** A list that is read, in slices of time perhaps, and the lists below its items. */
export interface ListPlan extends ShapeType<typeof list> {}

/** The published JSON Schema of a plan. */
export const planSchema: JsonSchema = {
	$schema: 'https://json-schema.org/draft/2020-12/schema',
	title: 'A plan of signalwire-paginate',
	...planShape.schema,
	$defs: {child: child().schema},
};
