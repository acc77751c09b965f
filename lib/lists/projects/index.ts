/**
 * The projects of a space. Each is data: give it to `paginate`.
 *
 * @module
 */

export {type Project, type ProjectsQuery, projects} from './projects.ts';
