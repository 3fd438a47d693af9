import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Context } from '@temporalio/activity';
import { windowAfter } from '../documents/windows.ts';
import type { Window } from '../domain/cadence.ts';
import { operationTime, realWait } from '../domain/clock.ts';
import type { ProductLines } from '../domain/product.ts';
import {
  draftSummary,
  findSummary,
  keepSummary,
  releaseSummary,
  type DraftSummary,
  type SummaryRequest,
} from '../prisma/decisions/summaries.ts';
import { readCourse } from '../prisma/reads/courses.ts';
import { copyLines } from '../prisma/reads/product-lines.ts';
import type { ActivityDependencies } from './dependencies.ts';

const BEAT_MS = 5_000;

/** For what ends within the hour somebody stays awake; for what comes later its schedule wakes somebody. */
const PATIENCE_MS = 3_600_000;

const NEW_LINE = '\n'.charCodeAt(0);

export function createSummaryActivities({ database, objects, now }: ActivityDependencies) {
  const { prisma } = database;

  /** The first window of which no summary has been released, if it has ended; or how long until it does, where that is soon. */
  async function findDueSummary({ subscriptionId }: { subscriptionId: string }): Promise<{ window: Window | null; waitMs: number | null }> {
    const course = await readCourse(database, subscriptionId);
    const next = course && course.stage !== 'cancelled' && course.stage !== 'suspended' ? windowAfter(course) : null;
    if (!course || !next) return { window: null, waitMs: null };
    const at = operationTime(course.clock, now());
    if (next.until <= at) return { window: next, waitMs: null };
    const waitMs = realWait(course.clock, next.until, now());
    return { window: null, waitMs: waitMs !== null && waitMs <= PATIENCE_MS ? waitMs : null };
  }

  /** Makes the product of a window, with its lines where it carries any; or finds it made. Null where nothing is told any more. */
  async function makeSummary(request: SummaryRequest): Promise<{ productId: string } | null> {
    const beating = setInterval(() => Context.current().heartbeat(), BEAT_MS);
    try {
      const made = await findSummary(prisma, request);
      if (made) return made;
      const draft = await draftSummary(prisma, now(), request);
      if (draft === null) return null;
      const lines = draft.detail === 'lines' ? await writeLines(draft) : null;
      return await keepSummary(prisma, { ...request, draft, lines });
    } finally {
      clearInterval(beating);
    }
  }

  /** Through a file, because a store asks for size and hash before the first byte. */
  async function writeLines({ caseSetId, terms, content }: DraftSummary): Promise<ProductLines> {
    const format = terms.format === 'json' ? 'ndjson' : 'csv';
    const scope = { caseSetId, phases: content.phases, headings: content.headings };
    const folder = await mkdtemp(join(tmpdir(), 'concert-lines-'));
    const path = join(folder, 'lines');
    const hash = createHash('sha256');
    let bytes = 0;
    let ended = 0;
    async function* measured(): AsyncGenerator<Buffer> {
      for await (const piece of copyLines(database, format, scope)) {
        hash.update(piece);
        bytes += piece.length;
        for (let at = piece.indexOf(NEW_LINE); at >= 0; at = piece.indexOf(NEW_LINE, at + 1)) ended += 1;
        yield piece;
      }
    }
    try {
      await pipeline(measured(), createWriteStream(path));
      const sha256 = hash.digest('hex');
      await objects.put({ sha256, size: bytes, content: createReadStream(path) });
      return { format, count: format === 'csv' ? ended - 1 : ended, bytes, sha256 };
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  return {
    findDueSummary,
    makeSummary,
    releaseSummary: (product: { productId: string }) => releaseSummary(prisma, now(), product),
  };
}
