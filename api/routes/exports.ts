import { v7 } from 'uuid';
import { z } from 'zod';
import { exportFile } from '../../documents/export.ts';
import { EVIDENCE, EXPORT_CONTENTS, type ExportContent } from '../../domain/export.ts';
import { isoOf } from '../../domain/moment.ts';
import { beginExport } from '../../prisma/facts/exports.ts';
import { findExport } from '../../prisma/reads/export-manifests.ts';
import { LINE_NAMES } from '../../prisma/reads/export-sql.ts';
import { copyOut } from '../../prisma/reads/exports.ts';
import { accounted } from '../accounting.ts';
import { Refusal } from '../refusal.ts';
import { route, type Route } from '../route.ts';
import { Id, Instant, OperationPath } from '../shapes/id.ts';
import { aboutOperation, aboutPart, sightOf, timeOf } from '../standing.ts';

const Chosen = z.strictObject({
  phase: z.string().max(40).default('').meta({ description: 'Key of a phase; all of them without it.' }),
  heading: z.string().max(80).default('').meta({ description: 'A heading with its subtypes, or a subtype; all of them without it.' }),
  organisation: z.string().max(63).default('').meta({ description: 'Code of an organisation; all that you may see without it.' }),
});

const Manifest = z
  .strictObject({
    id: Id,
    operationId: Id,
    content: z.enum([...EXPORT_CONTENTS, EVIDENCE]),
    query: Chosen.partial(),
    versions: z.strictObject({ catalogue: z.string(), factors: z.string() }),
    cutOffAt: Instant,
    finishedAt: Instant.nullable(),
    bytes: z.string().nullable(),
    sha256: z
      .string()
      .nullable()
      .meta({ description: 'Of the whole file. Null while it is being sent, and for ever where that broke off.' }),
    purgedCases: z.number().int().meta({ description: 'Cases of the operation that had been purged by then: no file has them.' }),
  })
  .meta({ id: 'ExportManifest' });

const SAYS: Readonly<Record<ExportContent, { summary: string; type: string }>> = {
  'lines.csv': { summary: 'Goods lines that you may see, as CSV', type: 'text/csv' },
  'lines.xlsx': {
    summary: 'Goods lines that you may see, as a workbook',
    type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  },
  'cases.ndjson': { summary: 'Reports that you may see as lines of JSON, as they can be sent in', type: 'application/x-ndjson' },
  'seizures.geojson': { summary: 'Seizures with coordinates that you may see, as GeoJSON', type: 'application/geo+json' },
};

function exportRoute(content: ExportContent): Route {
  const { summary, type } = SAYS[content];
  return route({
    method: 'get',
    path: `/operations/{operationId}/${content}`,
    action: 'case.read',
    summary: `${summary}, of any size; the header Export-Id names the manifest`,
    params: OperationPath,
    query: Chosen,
    about: aboutOperation,
    replies: { status: 200, type },
    handle: async ({ params: { operationId }, query, actor, found: operation, realNow }, deps) => {
      const sight = await sightOf(deps, actor, operation);
      const at = new Date(timeOf(operation, realNow));
      const id = v7();
      const { personId, organisation } = actor;
      await beginExport(deps.database, { id, operationId, organisationId: organisation.id, personId, content, query, at });
      const copied = copyOut(deps.database, sight, content, { operationId, viewer: organisation.code, plan: operation.plan, ...query });
      const name = `${operation.id}-${isoOf(at.getTime()).slice(0, 10)}-${content}`;
      return {
        body: null,
        stream: accounted(deps.database, id, exportFile(content, copied, LINE_NAMES)),
        headers: { 'Export-Id': id, Link: `</exports/${id}>; rel="describedby"`, 'Content-Disposition': `attachment; filename="${name}"` },
      };
    },
  });
}

const ExportPath = z.object({ exportId: Id });

export const EXPORT_ROUTES = [
  ...EXPORT_CONTENTS.map(exportRoute),
  route({
    method: 'get',
    path: '/exports/{exportId}',
    action: 'case.read',
    summary: 'What an exported file is: the query, the moment, the versions of the codes, and its hash',
    params: ExportPath,
    about: aboutPart('export', ({ exportId }: z.output<typeof ExportPath>) => exportId, 'export.not-found'),
    replies: { status: 200, schema: Manifest },
    refuses: ['export.not-found'],
    handle: async ({ params: { exportId } }, { database }) => {
      const manifest = await findExport(database, exportId);
      if (!manifest) throw new Refusal('export.not-found');
      return { body: manifest };
    },
  }),
];
