/**
 * The projects of a space, as a list: data that `paginate` takes.
 *
 * @module
 */

export {type Project, type ProjectsQuery, projects} from './projects.ts';
