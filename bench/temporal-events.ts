import { answer, askEverybody } from './answers.ts';
import type { Bench } from './bench.ts';
import { report, takePart } from './case-report.ts';
import { figure } from './figure.ts';
import { countEvents, settled } from './operation.ts';
import { headersOf } from './people.ts';
import { inParallel } from './rounds.ts';
import { CONNECTIONS, type Stack } from './stack.ts';

/** What facts cost Temporal: events in the histories of all workflows of an operation, before and after. */
export const temporalEvents: Bench = async (setting) => {
  const { stack, requests } = setting;
  const count = Math.min(200, requests);
  const { operationId, path, tokens } = await takePart(setting);
  const reporters = tokens.slice(1); // one does not report, so that the request for reports stays open as it does in life
  const reports = Array.from({ length: count }, (_, i) => reporters[i % reporters.length] ?? '');
  const ofReports = await eventsOf(stack, operationId, () =>
    inParallel(reports, CONNECTIONS, (token) => report(stack.http, path, headersOf(token))),
  );

  const asked = await askEverybody(setting);
  const [last, ...others] = asked.ready;
  const ofAnswers = await eventsOf(stack, asked.operationId, () => inParallel(others, CONNECTIONS, (each) => answer(stack, each)));
  const ofLast = await eventsOf(stack, asked.operationId, async () => last && answer(stack, last));
  return [
    figure({
      name: 'Temporal events per case report',
      value: ofReports / count,
      unit: 'events',
      goal: 0,
      note: `${ofReports} events after ${count} reports`,
    }),
    figure({
      name: 'Temporal events per answer',
      value: ofAnswers / others.length,
      unit: 'events',
      goal: 0,
      note: `${ofAnswers} events after ${others.length} answers; the last answer of all then wakes the tasking, which ends it: ${ofLast} events, once for all addressees`,
    }),
  ];
};

async function eventsOf(stack: Stack, operationId: string, work: () => Promise<unknown>): Promise<number> {
  const before = await countEvents(stack, operationId);
  await work();
  await settled(stack, operationId);
  return (await countEvents(stack, operationId)) - before;
}
