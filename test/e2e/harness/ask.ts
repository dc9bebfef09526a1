import { until } from './until';

/**
 * Sends a request to n8n. An n8n that is busy may not see its database for some seconds; it then answers all requests
 * with 503 before it has looked at them, so they are sent again.
 */
export async function ask(url: string | URL, request?: RequestInit): Promise<Response> {
	return await until('n8n to see its database', async () => {
		const response = await fetch(url, request);
		const isUnseen = response.status === 503 && (await response.clone().text()).includes('Database is not ready!');
		return !isUnseen && response;
	});
}
