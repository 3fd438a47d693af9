import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { MOST_BOUNCE_BYTES } from '../../domain/bounce.ts';
import type { FailureCode } from '../../domain/failure.ts';
import { readBounce, type NoBounce } from '../../documents/bounce.ts';
import { recordBounce } from '../../prisma/facts/bounces.ts';
import { answerOnce } from '../receipt.ts';
import { Refusal } from '../refusal.ts';
import { route } from '../route.ts';

const Bounce = z
  .strictObject({
    messageId: z.string(),
    status: z.string().meta({ description: 'By RFC 3463, such as 5.1.1: no such mailbox.' }),
    letters: z.number().int().meta({ description: 'How many letters the mail carried; 0 where they had been given back before.' }),
  })
  .meta({ id: 'Bounce' });

const REFUSALS: Record<NoBounce, FailureCode> = { 'not-a-report': 'bounce.not-a-report', 'not-final': 'bounce.not-final' };

export const BOUNCE_ROUTES = [
  route({
    method: 'post',
    path: '/bounces',
    action: 'letter.bounce',
    summary: 'Hand in a mail by which a mail server gives a letter back that it had accepted: the body is the mail, as it came',
    upload: { maxBytes: MOST_BOUNCE_BYTES, tooLarge: 'bounce.too-large' },
    replies: { status: 200, schema: Bounce },
    refuses: ['bounce.not-a-report', 'bounce.not-final', 'bounce.unknown-mail'],
    handle: async ({ upload, actor, receipt }, { database }) => {
      const bounce = await readBounce(await readFile(upload.path));
      if (typeof bounce === 'string') throw new Refusal(REFUSALS[bounce]);
      const { messageId, status } = bounce;
      return answerOnce(database, receipt, async () => {
        const letters = await recordBounce(database, bounce, actor.personId);
        if (letters === null) throw new Refusal('bounce.unknown-mail');
        return { status: 200, body: { messageId, status, letters } };
      });
    },
  }),
];
