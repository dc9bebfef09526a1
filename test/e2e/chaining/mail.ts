import { simpleParser, type ParsedMail } from 'mailparser';
import { EventEmitter, once } from 'node:events';
import type { Server } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { ask } from '../harness/ask';
import type { Client, Saved } from '../harness/client';
import { listen } from './listen';

/** A mail server on this machine, and n8n's credential for it. */
export interface MailServer {
	readonly credential: Saved;
	/** The next mail to arrive, or the last one that has. */
	received(): Promise<ParsedMail>;
}

export async function startMailServer(api: Client): Promise<MailServer> {
	const mails: ParsedMail[] = [];
	const arrival = new EventEmitter();
	const smtp = new SMTPServer({
		authOptional: true,
		disabledCommands: ['STARTTLS'],
		onData(stream, _session, done) {
			void simpleParser(stream).then((mail) => {
				mails.push(mail);
				arrival.emit('mail');
				done();
			}, done);
		},
	});
	const port = await listen(smtp.server as Server);
	const credential = await api.createCredential('smtp', {
		host: '127.0.0.1',
		port,
		secure: false,
		disableStartTls: true,
	});
	return {
		credential,
		async received() {
			if (mails.length === 0) await once(arrival, 'mail');
			return mails.shift()!;
		},
	};
}

/** Presses a button of a mail that asks for approval. n8n answers programs that follow links by themselves with nothing. */
export async function press({ html }: ParsedMail, approved: boolean): Promise<void> {
	const [, link] = new RegExp(`href="([^"]*approved=${approved}[^"]*)"`).exec(String(html))!;
	const { status } = await ask(link, { headers: { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0' } });
	expect(status).toBe(200);
}
