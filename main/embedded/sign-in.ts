import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import type Provider from 'oidc-provider';

/** What the provider tells about somebody who signs in. What they may do is in Concert's own register. */
export type KnownPerson = { subject: string; name: string; email: string };

export const SIGN_IN_PATH = '/sign-in/';

/** The page on which somebody chooses whom to be. There are no passwords: the provider believes everybody. */
export async function answerSignIn(
  provider: Provider,
  people: readonly KnownPerson[],
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  try {
    await provider.interactionDetails(request, response);
  } catch {
    response.writeHead(400, { 'Content-Type': 'text/plain' }).end('This sign-in is over. Begin again from where you came.\n');
    return;
  }
  if (request.method !== 'POST') {
    response.writeHead(200, {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy': "default-src 'none'",
      'Cache-Control': 'no-store',
    });
    response.end(page(people));
    return;
  }
  const accountId = new URLSearchParams(await text(request)).get('person') ?? '';
  await provider.interactionFinished(request, response, { login: { accountId } }, { mergeWithLastSubmission: false });
}

function page(people: readonly KnownPerson[]): string {
  const buttons = people.map(
    ({ subject, name }) => `<p><button name="person" value="${escape(subject)}">${escape(name)}</button> ${escape(subject)}</p>`,
  );
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Sign in to Concert</title>
<h1>Whom do you want to be?</h1><form method="post">${buttons.join('\n')}</form></html>\n`;
}

function escape(value: string): string {
  return value.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
