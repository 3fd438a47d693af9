import { randomUUID } from 'node:crypto';
import { bulletinProduct } from '../domain/bulletin.ts';
import { MOST_ATTACHED_BYTES } from '../domain/delivery.ts';
import { UNSAID } from '../domain/handling.ts';
import type { ProductContent } from '../domain/product.ts';
import { prepareProduct } from '../prisma/decisions/product-letters.ts';
import { queueDeliveries } from '../prisma/decisions/deliveries.ts';
import type { Prisma } from '../prisma/generated/client.ts';
import { castOf } from './cast.ts';
import { aPerson } from './members.ts';
import { aRunningOperation, created } from './operations.ts';
import { aStack, type Stack } from './stack.ts';

let stack: Stack;
const { clara } = castOf(() => stack);

beforeAll(async () => {
  stack = await aStack();
});
afterAll(() => stack.stop());

/** What a product says, as far as nobody looks closer. */
const aProduct = (id: string, number: number): ProductContent =>
  bulletinProduct({
    ...{ id, number, kind: 'newsletter', recipient: 'unodc', figures: null, at: '2026-03-15T08:00:00.000Z' },
    operation: { id, title: 'Operation Tulip' },
    handling: UNSAID,
    content: {
      ...{
        title: 'Weekly',
        text: [],
        language: 'en',
        format: 'json',
        channel: 'letter',
        hasFigures: false,
        caseIds: [],
        acknowledgeBy: null,
      },
      audience: { rule: 'all' },
      handling: UNSAID,
    },
  });

test('a delivery to fetch is there at once, in the order of its recipient, and reading on from a cursor misses nothing', async () => {
  const id = await aRunningOperation(stack, { plan: { partners: ['europol', 'unodc'] } });
  const { prisma } = stack.database;
  const unodc = (await clara.get('/organisations?code=unodc')).body.items[0].id;
  const una = await aPerson(stack, 'una.unodc', 'unodc', { roles: ['partner'] });
  const made = async (number: number): Promise<string> => {
    const productId = randomUUID();
    await prisma.$transaction(async (tx) => {
      const now = new Date('2026-03-15T08:00:00Z');
      const content = { ...aProduct(productId, number), kind: 'summary', name: 'Weekly' } as unknown as Prisma.InputJsonObject;
      const product = {
        id: productId,
        operationId: id,
        kind: 'summary',
        number,
        name: 'Weekly',
        recipientId: unodc,
        cutOffAt: now,
        madeAt: now,
        content,
        state: 'released',
      };
      await tx.$executeRaw`select set_config('app.sees_all', 'yes', true)`;
      await tx.product.create({ data: { ...product, sha256: String(number).repeat(64).slice(0, 64) } });
      await queueDeliveries(
        tx,
        { id, at: now.getTime() },
        { productId, recipientId: unodc, channel: 'pull', format: 'json', language: 'en' },
      );
    });
    return productId;
  };
  const first = [await made(1), await made(2)];
  const page = async (cursor?: string) => (await una.get(`/organisations/me/products${cursor ? `?cursor=${cursor}` : ''}`)).body;
  const seen = await stack.until(async () => {
    const body = await page();
    return first.every((each) => body.items.some(({ productId }: any) => productId === each)) && body;
  });
  const third = await made(3);
  const more = await stack.until(async () => {
    const body = await page(seen.last);
    return body.items.length > 0 && body;
  });
  expect(more.items).toEqual([
    expect.objectContaining({ productId: third, channel: 'pull', state: 'sent', operation: { id, title: 'Operation Tulip' } }),
  ]);
  expect((await page(more.last)).items).toEqual([]);
  const [item] = more.items;
  expect((await una.get(`/deliveries/${item.deliveryId}/file`)).body).toMatchObject({ number: 3 });
  expect((await page(seen.last)).items[0].state).toBe('opened');
  created(await una.post(`/deliveries/${item.deliveryId}/acknowledgements`, { sha256: item.fileSha256 }));
});

test('a file that many mail servers would refuse is not attached: its letter says where it is', async () => {
  const id = await aRunningOperation(stack);
  await stack.stopWork();
  const { prisma } = stack.database;
  const recipientId = (await clara.get('/organisations?code=europol')).body.items[0].id;
  for (const [size, kind] of [
    [MOST_ATTACHED_BYTES, 'product-sent'],
    [MOST_ATTACHED_BYTES + 1, 'product-link'],
  ] as const) {
    const productId = randomUUID();
    const now = new Date('2026-03-15T08:00:00Z');
    await prisma.$transaction(async (tx) => {
      const content = aProduct(productId, size) as unknown as Prisma.InputJsonObject;
      const product = {
        kind: 'summary',
        number: 1,
        name: 'Large',
        cutOffAt: now,
        madeAt: now,
        content,
        sha256: 'a'.repeat(64),
        state: 'released',
      };
      await tx.$executeRaw`select set_config('app.sees_all', 'yes', true)`;
      await tx.product.create({ data: { id: productId, operationId: id, recipientId, ...product } });
      await queueDeliveries(tx, { id, at: now.getTime() }, { productId, recipientId, channel: 'letter', format: 'json', language: 'en' });
    });
    const file = { format: 'json', language: 'en', sha256: 'b'.repeat(64), size, type: 'application/json', name: 'large.json' } as const;
    expect(await prepareProduct(prisma, Date.now(), { productId, files: [file] })).toMatchObject({ letters: 1 });
    const [letter, ...others] = await prisma.letter.findMany({ where: { batch: `product/${productId}` } });
    expect([letter?.kind, others]).toEqual([kind, []]);
  }
});
