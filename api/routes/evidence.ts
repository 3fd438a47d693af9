import { v7 } from 'uuid';
import { evidenceBundle } from '../../documents/evidence.ts';
import { EVIDENCE } from '../../domain/export.ts';
import { isoOf } from '../../domain/moment.ts';
import { takeEvidence } from '../../prisma/facts/evidence.ts';
import { openEvidence, type Evidence } from '../../prisma/reads/evidence.ts';
import { accounted } from '../accounting.ts';
import { route } from '../route.ts';
import { OperationPath } from '../shapes/id.ts';
import { aboutOperation, timeOf } from '../standing.ts';

export const EVIDENCE_ROUTES = [
  route({
    method: 'get',
    path: '/operations/{operationId}/evidence',
    action: 'evidence.take',
    summary:
      'How the operation was led, as one archive (tar, gzip): plans, decisions, answers, editions, events, proofs of purges, and a manifest',
    params: OperationPath,
    about: aboutOperation,
    replies: { status: 200, type: 'application/gzip' },
    handle: async ({ params: { operationId }, actor, found: operation, realNow }, { database }) => {
      const at = timeOf(operation, realNow);
      const evidence = await openEvidence(database, operationId);
      try {
        const { personId, organisation } = actor;
        const about = {
          operation: { id: operationId, title: evidence.title },
          madeAt: isoOf(at),
          madeBy: { name: actor.name, organisation: organisation.code },
          upTo: evidence.upTo,
        };
        const { manifestSha256, pieces } = await evidenceBundle(about, evidence.files);
        const id = v7();
        const taken = { operationId, organisationId: organisation.id, personId, manifestSha256, upTo: evidence.upTo, at: new Date(at) };
        await takeEvidence(database, { id, ...taken });
        const name = `${operationId}-${isoOf(at).slice(0, 10)}-${EVIDENCE}`;
        return {
          body: null,
          stream: accounted(database, id, closedAfter(evidence, pieces)),
          headers: {
            'Evidence-Manifest-SHA256': manifestSha256,
            'Export-Id': id,
            Link: `</exports/${id}>; rel="describedby"`,
            'Content-Disposition': `attachment; filename="${name}"`,
          },
        };
      } catch (error) {
        await evidence.close();
        throw error;
      }
    },
  }),
];

async function* closedAfter(evidence: Evidence, pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* pieces;
  } finally {
    await evidence.close();
  }
}
