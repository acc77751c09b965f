import * as shape from './shape.ts';

// Comments on properties are what editors show: of plans in code, and by the JSON Schema, which is made of them.

const project = shape.object(
	{
		/** What the project is called in messages and in the names of walks. */
		name: shape.text,
	},
	{
		/** The space, such as `example`. Default: `SIGNALWIRE_SPACE`. */
		space: shape.text,
		/** In place of the space, another address of the API. */
		baseUrl: shape.text,
		/** The project's ID. Default: `SIGNALWIRE_PROJECT_ID`. */
		projectId: shape.text,
		/** The name of the variable that holds the API token. Default: `SIGNALWIRE_API_TOKEN`. */
		tokenVariable: shape.text,
		/** In place of a variable, a file that holds the API token alone. */
		tokenFile: shape.text,
		/** Requests of all walks of this project together in one second. Default: 1,000. */
		requestsPerSecond: shape.wholeNumber(1, 1_000_000),
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
	list: shape.text,
};

export const child = (): shape.Shape<ChildPlan> => shape.object(listed, common);

const common = {
	/** What is asked of it, by the names of its parameters. */
	query: shape.anyObject,
	/** The table, or the folder of a dataset. Default: the name of the list. */
	table: shape.text,
	/** Lists that are read once for each item of this one; the parameter in their path is its key. */
	each: shape.arrayOf(shape.reference('child', child)),
};

const list = shape.object(listed, {
	...common,
	/** The names of the projects that it is read of. Default: all. */
	projects: shape.arrayOf(shape.text),
	/** Read it in slices of time, each a walk of its own; needs `since`. */
	slice: shape.choice('day', 'month'),
	/** The first day that is read, such as `2026-01-01`, in UTC. */
	since: shape.text,
	/** Days after the end of a slice in which it is read again. Default: 2. */
	lookback: shape.wholeNumber(0, 10_000),
	/** Slice it although items may lack the time by which they are chosen, which then come into no slice. */
	sliceDespiteNull: shape.truth,
});

/** A plan, whole. */
export const planShape = shape.object(
	{
		/** Where rows go: a database, `postgres://user@host/db` without a password, or a folder of datasets, which ends in `/`. */
		target: shape.text,
		/** Whose lists are read. */
		projects: shape.arrayOf<ProjectPlan>(project),
		/** What is read. */
		lists: shape.arrayOf<ListPlan>(list),
	},
	{
		/** Where this description is, for editors. */
		$schema: shape.text,
		/** The schema of the tables in a database, which must be there. Default: `public`. */
		schema: shape.text,
		/** Walks that are read at once, of all projects together. Default: 8. */
		concurrency: shape.wholeNumber(1, 1000),
		/** Hours for which a run goes on with an earlier one that did not finish, and reads nothing again. Default: 12. */
		continueFor: shape.wholeNumber(0, 10_000),
	},
);

/** What is to be read, of whom, and where to: families of walks, as data. */
export interface Plan extends shape.ShapeType<typeof planShape> {}

/** A project whose lists are read. */
export interface ProjectPlan extends shape.ShapeType<typeof project> {}

/** A list that is read, in slices of time perhaps, and the lists below its items. */
export interface ListPlan extends shape.ShapeType<typeof list> {}
