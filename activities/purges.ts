import { createHash } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { Context } from '@temporalio/activity';
import {
  dropObject,
  finishPurge,
  listLooseObjects,
  loadPurge,
  purgeBatch,
  purgeWords,
  type PurgeWork,
} from '../prisma/decisions/purges.ts';
import { keepAllTallies, keepFigures } from '../prisma/decisions/standing-figures.ts';
import { readOperationNow } from '../prisma/reads/clocks.ts';
import { wholeManifest } from '../prisma/reads/purges.ts';
import type { ActivityDependencies } from './dependencies.ts';

const BEAT_MS = 5_000;

/** Few enough that a hold does not wait long, and enough that a commit costs little. */
const RECORDS_AT_ONCE = 250;
const OBJECTS_AT_ONCE = 100;

export function createPurgeActivities({ database, objects, now }: ActivityDependencies) {
  /**
   * Carries a purge out, and goes on where an earlier attempt stopped: the rows say what is left. Figures first, then the records, then the bytes and
   * the words that nothing tells of any more, and the proof at the end.
   */
  async function workOnPurge({ purgeId }: { purgeId: string }): Promise<void> {
    const context = Context.current();
    const beating = setInterval(() => context.heartbeat(), BEAT_MS);
    try {
      const work = await loadPurge(database, purgeId);
      if (work?.state !== 'purging') return;
      const { at } = await readOperationNow(database.prisma, work.operationId, now());
      await keepFigures(database, work.operationId, new Date(at));
      await purgeRecords(work, context);
      await dropObjects(work, context);
      await purgeWords(database, work);
      await finishPurge(database, work, { realNow: now(), manifestSha256: await hashOfManifest(purgeId) });
    } finally {
      clearInterval(beating);
    }
  }

  async function purgeRecords(work: PurgeWork, context: Context): Promise<void> {
    for (;;) {
      context.cancellationSignal.throwIfAborted();
      context.heartbeat();
      const { dealtWith, waiting } = await purgeBatch(database, work, { realNow: now(), limit: RECORDS_AT_ONCE });
      if (dealtWith === 0 && waiting === 0) return;
      if (waiting > 0) await keepAllTallies(database, work.operationId);
      if (dealtWith === 0) await delay(BEAT_MS / 100);
    }
  }

  async function dropObjects({ id }: PurgeWork, context: Context): Promise<void> {
    for (;;) {
      const loose = await listLooseObjects(database, id, OBJECTS_AT_ONCE);
      for (const sha256 of loose) {
        context.cancellationSignal.throwIfAborted();
        await dropObject(database, sha256, objects.delete);
      }
      if (loose.length === 0) return;
    }
  }

  async function hashOfManifest(purgeId: string): Promise<string> {
    const hash = createHash('sha256');
    for await (const lines of wholeManifest(database, purgeId)) hash.update(lines);
    return hash.digest('hex');
  }

  return { workOnPurge };
}
