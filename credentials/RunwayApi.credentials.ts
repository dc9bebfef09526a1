import type {
	IAuthenticateGeneric,
	Icon,
	ICredentialTestRequest,
	ICredentialType,
	INodeProperties,
} from 'n8n-workflow';

export class RunwayApi implements ICredentialType {
	name = 'runwayApi';

	displayName = 'Runway API';

	documentationUrl = 'https://docs.dev.runwayml.com/guides/setup/';

	icon: Icon = { light: 'file:../nodes/Runway/runway.svg', dark: 'file:../nodes/Runway/runway.dark.svg' };

	properties: INodeProperties[] = [
		{
			displayName: 'API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			placeholder: 'e.g. key_…',
			description:
				"Created under API Keys in Runway's developer portal (dev.runwayml.com) and shown only once. The account needs credits of its own: those of the Runway app do not count.",
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: 'https://api.dev.runwayml.com',
			required: true,
			description:
				'Where requests go, and the only host that ever sees the key. Change it only for a compatible gateway or a test server.',
		},
		{
			displayName: 'API Version',
			name: 'apiVersion',
			type: 'string',
			default: '2024-11-06',
			required: true,
			description: "Sent as X-Runway-Version. This node is made for the preset version; Runway refuses requests without one.",
		},
	];

	authenticate: IAuthenticateGeneric = {
		type: 'generic',
		properties: {
			headers: {
				Authorization: '=Bearer {{$credentials.apiKey}}',
				'X-Runway-Version': '={{$credentials.apiVersion}}',
			},
		},
	};

	test: ICredentialTestRequest = {
		request: {
			baseURL: '={{$credentials.baseUrl.replace(/\\/+$/, "")}}',
			url: '/v1/organization',
			// n8n would take the key along to wherever a redirect points.
			disableFollowRedirect: true,
		},
		rules: [
			{
				type: 'responseCode',
				properties: {
					value: 401,
					message: 'Runway does not accept this API Key. It may be mistyped, disabled, or belong to another Base URL.',
				},
			},
			{
				type: 'responseCode',
				properties: { value: 400, message: 'Runway does not accept this API Version. The usual one is 2024-11-06.' },
			},
			{
				type: 'responseCode',
				properties: { value: 404, message: 'There is no Runway API at this Base URL. Runway\'s own is https://api.dev.runwayml.com' },
			},
		],
	};
}
