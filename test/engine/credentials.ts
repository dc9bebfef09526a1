import {
	ICredentialsHelper,
	NodeHelpers,
	isExpression,
	type ICredentialDataDecryptedObject,
	type ICredentialType,
	type IDataObject,
	type IHttpRequestOptions,
	type INode,
	type INodeCredentialsDetails,
	type INodeParameters,
	type IWorkflowExecuteAdditionalData,
	type Workflow,
} from 'n8n-workflow';

/** Credential data by type name, as a user would have saved it. */
export type StoredCredentials = Readonly<Record<string, ICredentialDataDecryptedObject>>;

/**
 * What n8n's server does with credentials, with a fixed store in place of its database: fills in the type's
 * defaults and puts the type's `authenticate` declaration on a request, expressions resolved.
 */
export class StaticCredentialsHelper extends ICredentialsHelper {
	/** By the expression and the credential's data: what is sent with thousands of requests is resolved once. */
	private readonly resolved = new Map<string, string>();

	constructor(
		private readonly types: readonly ICredentialType[],
		private readonly stored: StoredCredentials,
	) {
		super();
	}

	getParentTypes() {
		return [];
	}

	isCredentialUsableByNode() {
		return true;
	}

	getCredentialsProperties(typeName: string) {
		return this.type(typeName).properties;
	}

	async getDecrypted(
		_additionalData: IWorkflowExecuteAdditionalData,
		_details: INodeCredentialsDetails,
		typeName: string,
	) {
		const data = this.stored[typeName];
		if (!data) throw new Error(`This run has no credential of type ${typeName}`);
		const { properties } = this.type(typeName);
		const saved = data as INodeParameters;
		const filledIn = NodeHelpers.getNodeParameters(properties, saved, true, false, null, null);
		return filledIn as ICredentialDataDecryptedObject;
	}

	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		typeName: string,
		options: IHttpRequestOptions,
		workflow: Workflow,
		node: INode,
	) {
		const { authenticate } = this.type(typeName);
		if (typeof authenticate === 'function') return await authenticate(credentials, options);
		const resolve = (value: unknown) => {
			if (!isExpression(value)) return value;
			const key = JSON.stringify([value, credentials]);
			const known = this.resolved.get(key);
			if (known !== undefined) return known;
			const $credentials = credentials as unknown as IDataObject;
			const result = String(workflow.expression.getSimpleParameterValue(node, value, 'internal', { $credentials }) ?? '');
			this.resolved.set(key, result);
			return result;
		};
		const target = options as unknown as Record<string, Record<string, unknown>>;
		for (const [part, values] of Object.entries(authenticate?.properties ?? {})) {
			const resolved = Object.entries(values).map(([key, value]) => [resolve(key), resolve(value)]);
			target[part] = { ...target[part], ...Object.fromEntries(resolved) };
		}
		return options;
	}

	async preAuthentication() {
		return undefined;
	}

	async runPreAuthentication() {
		return undefined;
	}

	async getCredentials(): Promise<never> {
		throw new Error('Credentials are not stored here');
	}

	async updateCredentials() {}

	async updateCredentialsOauthTokenData() {}

	private type(name: string) {
		const type = this.types.find((candidate) => candidate.name === name);
		if (!type) throw new Error(`This run knows no credential type ${name}`);
		return type;
	}
}
