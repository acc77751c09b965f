import {createClient} from 'signalwire-paginate';
import {createApp} from './app.js';

const client = createClient({baseUrl: process.env.SIGNALWIRE_BASE_URL});
const server = createApp(client).listen(Number(process.env.PORT ?? 3000), () => {
	console.log(`http://localhost:${server.address().port}/rooms`);
});
