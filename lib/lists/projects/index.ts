export {type Project, type ProjectsQuery, projects} from './projects.ts';
