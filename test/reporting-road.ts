import type { Caller } from './caller.ts';
import { walkFeed } from './feed-road.ts';
import { aRow, csvOf } from './imports.ts';
import { created } from './operations.ts';
import { until } from './stack.ts';
import { aReport } from './two-phases.ts';

/** Reports by every way that there is, looks at what becomes of it, and has a partner follow it. Answers the ids that other routes are asked with. */
export async function walkReporting(
  { reporter, coordinator, partner }: { reporter: Caller; coordinator: Caller; partner: Caller },
  path: string,
): Promise<Record<string, string>> {
  const { status, body } = await reporter.post(`${path}/cases:batch`, { reports: [aReport(), aReport()] });
  expect(status).toBe(200);
  const lines = await reporter.post(`${path}/cases:stream`, JSON.stringify(aReport()), { 'Content-Type': 'application/x-ndjson' });
  expect(lines.status).toBe(200);
  for (const ledger of ['ledger', 'ledger.csv']) expect((await reporter.get(`${path}/${ledger}`)).status).toBe(200);
  const { headers } = await reporter.get(`${path}/lines.csv`);
  const naming = { cases: body.results.map(({ id }: { id: string }) => id), reason: 'One seal' };
  const { id: duplicateId } = created(await coordinator.post(`${path}/duplicates`, naming));
  created(await coordinator.post(`/duplicates/${duplicateId}/decisions`, { decision: 'linked', reason: 'One seal' }));
  created(await coordinator.post(`/duplicates/${duplicateId}/undoings`, { reason: 'Two seals' }));
  const sheet = csvOf([aRow(), aRow({ quantity: 'many' })]);
  const { id: importId } = created(await reporter.post(`${path}/imports?name=cases.csv`, sheet, { 'Content-Type': 'text/csv' }));
  await until(async () => (await reporter.get(`/imports/${importId}`)).body.state === 'previewed');
  created(await reporter.post(`/imports/${importId}/confirmations`));
  for (const each of [`${path}/imports`, `/imports/${importId}/rejects.xlsx`, `/imports/${importId}/rejects.csv`]) await reporter.get(each);
  return {
    by: 'country',
    importId,
    exportId: headers.get('Export-Id') ?? '',
    duplicateId,
    ...(await walkFeed({ partner, coordinator }, path)),
  };
}
