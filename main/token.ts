import { parseArgs } from 'node:util';
import { readConfig } from './config.ts';
import { PERSON_CLIENT, PERSON_GRANT } from './embedded/identity.ts';
import { SAMPLE_PEOPLE } from './embedded/people.ts';
import { holderOf } from './lock.ts';

const USAGE = `npm run token -- PERSON [--url URL]   a token for this subject, from the identity provider of the Concert at URL
npm run token -- --list               the people of the samples, and what they may do
`;

/** The Concert of this data folder if there is one, or else one on the usual port. */
function usualUrl(): string {
  const { dataFolder, port } = readConfig();
  return holderOf(dataFolder)?.url ?? `http://127.0.0.1:${port}`;
}

/** Asks Concert for its issuer (RFC 9728), the issuer for its token endpoint, and that for a token. */
async function tokenFor(person: string, url: string): Promise<string> {
  const { authorization_servers: issuers } = await read(new URL('/.well-known/oauth-protected-resource', url));
  const issuer = String((issuers as string[])[0]).replace(/\/$/, '');
  const { token_endpoint: endpoint } = await read(new URL(`${issuer}/.well-known/openid-configuration`));
  const body = new URLSearchParams({ grant_type: PERSON_GRANT, client_id: PERSON_CLIENT, person });
  const { access_token: token } = await read(new URL(String(endpoint)), { method: 'POST', body });
  return String(token);
}

async function read(url: URL, init?: RequestInit): Promise<Record<string, unknown>> {
  const response = await fetch(url, init).catch(() => {
    throw new Error(`Nobody answers at ${url.origin}. Is Concert running (npm start)? --url says where.`);
  });
  const body = (await response.json().catch(() => ({}))) as Record<string, unknown>;
  if (response.ok) return body;
  const reason = [body.error_description, body.detail].find((text) => typeof text === 'string') ?? response.status;
  throw new Error(`${url} refuses: ${reason}. Only the embedded identity provider gives tokens for the asking.`);
}

function list(): string {
  const rows = SAMPLE_PEOPLE.map(({ subject, organisation, roles, posts, about }) => [
    subject,
    organisation,
    [...roles, ...posts].join(', '),
    about,
  ]);
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) => `${row.map((text, column) => text.padEnd(widths[column] ?? 0)).join('  ')}\n`).join('');
}

const { values, positionals } = parseArgs({ options: { list: { type: 'boolean' }, url: { type: 'string' } }, allowPositionals: true });
const [person] = positionals;
try {
  if (values.list) process.stdout.write(list());
  else if (person) process.stdout.write(`${await tokenFor(person, values.url ?? usualUrl())}\n`);
  else throw new Error(USAGE);
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exitCode = 1;
}
