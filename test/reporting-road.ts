import type { Caller } from './caller.ts';
import { aReport } from './two-phases.ts';

/** Reports by every way that there is, and looks at what becomes of it. Answers the ids that other routes are asked with. */
export async function walkReporting({ reporter }: { reporter: Caller }, path: string): Promise<Record<string, string>> {
  const { status } = await reporter.post(`${path}/cases:batch`, { reports: [aReport()] });
  expect(status).toBe(200);
  const lines = await reporter.post(`${path}/cases:stream`, JSON.stringify(aReport()), { 'Content-Type': 'application/x-ndjson' });
  expect(lines.status).toBe(200);
  expect((await reporter.get(`${path}/ledger`)).status).toBe(200);
  const { headers } = await reporter.get(`${path}/lines.csv`);
  return { by: 'country', exportId: headers.get('Export-Id') ?? '' };
}
