import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { isRunning, launch, partsOf, type RunningConcert, startConcert } from './running-concert.ts';
import { readTestParts } from './test-parts.ts';

jest.setTimeout(180_000); // a limit for slow machines: it starts the whole service several times

const { folder: temporary } = readTestParts();

/** One folder for the whole file: what one test leaves, the next one finds, as it would be on one machine. */
const folder = mkdtempSync(join(temporary, 'start-'));
let concert: RunningConcert;

beforeAll(async () => {
  concert = await startConcert(folder);
});

afterAll(async () => {
  concert.child.kill('SIGTERM');
  await concert.ended;
});

async function tokenOf(person: string): Promise<string> {
  const { ended, said } = launch('main/token.ts', { CONCERT_DATA: folder }, [person]);
  await ended;
  return said().trim();
}

async function call(path: string, token: string, init: RequestInit = {}): Promise<Response> {
  return fetch(`${concert.url}${path}`, {
    ...init,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...init.headers },
  });
}

async function statusOf(path: string): Promise<string> {
  return ((await (await fetch(`${concert.url}${path}`)).json()) as { status: string }).status;
}

async function killed(pid: number): Promise<void> {
  process.kill(pid, 'SIGKILL');
  while (isRunning(pid)) await delay(10);
}

test('everything is ready, and the token command gives a token that the API takes', async () => {
  const health = await (await fetch(`${concert.url}/health/ready`)).json();
  const isUp = expect.objectContaining({ status: 'up' });
  expect(health).toMatchObject({ status: 'up', parts: { database: isUp, temporal: isUp, identity: isUp, mail: isUp, objects: isUp } });

  const me = await call('/people/me', await tokenOf('ada.admin'));
  expect(me.status).toBe(200);
  expect(await me.json()).toMatchObject({ subject: 'ada.admin', roles: ['administrator'] });
});

test('a start says where each part listens and how to get a token, but no password', () => {
  for (const part of [
    'PostgreSQL  127.0.0.1:',
    'Temporal    127.0.0.1:',
    'Mail        smtp://127.0.0.1:',
    'Identity    http://127.0.0.1:',
  ]) {
    expect(concert.said()).toContain(part);
  }
  expect(concert.said()).toContain(`Concert is ready at ${concert.url}`);
  expect(concert.said()).toContain('npm run token -- ada.admin');
  expect(concert.said()).not.toContain('postgresql://');
});

test('a second start on the same folder is told who holds it, and disturbs nothing', async () => {
  const second = launch('main/start.ts', { CONCERT_DATA: folder });
  expect(await second.ended).toBe(1);
  expect(second.said()).toContain(`held by process ${concert.child.pid} since `);
  expect(second.said()).toContain(`its API is at ${concert.url}`);
  expect(await statusOf('/health/ready')).toBe('up');
});

test('a start whose port is taken says so and leaves nothing running', async () => {
  const other = mkdtempSync(join(temporary, 'start-'));
  const { port } = new URL(concert.url);
  const second = launch('main/start.ts', { CONCERT_DATA: other, PORT: port });
  expect(await second.ended).toBe(1);
  expect(second.said()).toContain(`Port ${port} is in use. Set PORT`);
  expect(() => partsOf(other)).toThrow('ENOENT'); // both parts remove their notes when they end in order
});

test('after kill -9 of everything, the next start has all data, and tokens stay valid', async () => {
  const token = await tokenOf('ada.admin');
  const organisation = { code: 'survivor', name: 'Survivor', kind: 'customs', service: 'customs', language: 'en' };
  const posted = await call('/organisations', token, {
    method: 'POST',
    headers: { 'idempotency-key': 'survive-kill-9' },
    body: JSON.stringify(organisation),
  });
  expect(posted.status).toBe(201);

  const { postgres, temporal } = partsOf(folder);
  await Promise.all([concert.child.pid ?? 0, postgres, temporal].map(killed));
  concert = await startConcert(folder);

  expect(JSON.stringify(await (await call('/organisations?limit=100', token)).json())).toContain('"survivor"');
});

test('after kill -9 of Concert alone, the next start ends the parts that it left and brings up its own', async () => {
  const orphans = partsOf(folder);
  await killed(concert.child.pid ?? 0);
  expect([orphans.postgres, orphans.temporal].map(isRunning)).toEqual([true, true]);

  concert = await startConcert(folder);
  expect([orphans.postgres, orphans.temporal].map(isRunning)).toEqual([false, false]);
  expect(await statusOf('/health/ready')).toBe('up');
});

test('a part that ends by itself is started again where it was', async () => {
  const before = partsOf(folder);
  await Promise.all([before.postgres, before.temporal].map(killed));

  while ((await statusOf('/health/ready')) !== 'up') await delay(100);
  expect(partsOf(folder)).not.toEqual(before);
});

test('Ctrl-C ends everything in order and leaves no process', async () => {
  const { postgres, temporal } = partsOf(folder);
  concert.child.kill('SIGINT');
  expect(`ended with ${await concert.ended}\n${concert.said()}`).toMatch(/^ended with 0/);
  expect([postgres, temporal].map(isRunning)).toEqual([false, false]);
  expect(() => partsOf(folder)).toThrow('ENOENT');
});
