import { ACTS } from './acts/index.ts';
import { create } from './acts/plan.ts';
import { openClient } from './client.ts';
import type { Drill } from './drill.ts';
import type { Event } from './event.ts';
import { compareFigures, type ComparedFigure } from './figures.ts';
import { readOperation } from './operation.ts';
import { Refusal } from './refusal.ts';
import { membersOf, register } from './register.ts';
import type { Scenario } from './scenario.ts';
import { WaitedInVain } from './until.ts';

/** `ok` only if every event went as the scenario says and every figure is equal. `failure` says what went otherwise. */
export type Result = { drill: string; figures: ComparedFigure[]; ok: boolean; failure?: string };

/** Plays a scenario against the Concert at `url`, telling each event as it goes. Answers a result also where an event fails. */
export async function play(scenario: Scenario, url: string, say: (line: string) => void): Promise<Result> {
  const published: Drill['published'] = new Map();
  const tell = timed(say);
  try {
    const client = await openClient(url);
    const members = membersOf(scenario);
    tell('register', `${await register(scenario, members, client)} organisations`);
    const operation = await create({ scenario, client, members });
    tell('create', `draft of ${operation}`);
    const drill: Drill = { scenario, client, operation, members, batches: new Map(), published };
    for (const [i, event] of scenario.events.entries()) tell(titleOf(event), await playEvent(drill, event, i), event.about);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return { drill: scenario.drill, figures: compareFigures(scenario.figures, published), ok: false, failure: error.message };
  }
  const figures = compareFigures(scenario.figures, published);
  return { drill: scenario.drill, figures, ok: figures.every(({ equal }) => equal) };
}

async function playEvent(drill: Drill, event: Event, i: number): Promise<string> {
  try {
    return event.refused === undefined ? await act(drill, event) : await expectRefusal(act(drill, event), event.refused);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const waiting = error instanceof WaitedInVain ? await waitsOf(drill) : '';
    throw new Error(`Event ${i} (/events/${i}, ${titleOf(event)}) failed: ${error.message}${waiting}`, { cause: error });
  }
}

function act<Kind extends Event['do']>(drill: Drill, event: Extract<Event, { do: Kind }>): Promise<string> {
  return ACTS[event.do](drill, event);
}

async function expectRefusal(acting: Promise<string>, code: string): Promise<string> {
  const refusal = await acting.then(
    () => null,
    (error: unknown) => error,
  );
  if (refusal === null) throw new Error(`it should have been refused with ${code}, and was not`);
  if (!(refusal instanceof Refusal) || refusal.code !== code) throw refusal;
  return `refused, as it must be: ${code}`;
}

/** What Concert itself says that it waits for: mostly the answer to why an event waits in vain. */
async function waitsOf(drill: Drill): Promise<string> {
  const { time, nextTimer, waitingFor } = await readOperation(drill);
  const waits = waitingFor.map(({ what, turn }) => `\n    ${what}${turn.length > 0 ? ` (${turn.join(', ')})` : ''}`);
  return ` At ${time} Concert waits for:${waits.join('') || ' nothing'}\n    next timer: ${nextTimer ? `${nextTimer.at} ${nextTimer.what}` : 'none'}`;
}

function titleOf(event: Event): string {
  const object =
    'batch' in event ? event.batch : 'edition' in event ? event.edition : 'to' in event ? event.to : 'task' in event ? event.task : '';
  return `${event.do} ${object}`.trim();
}

function timed(say: (line: string) => void): (title: string, done: string, about?: string) => void {
  const from = Date.now();
  return (title, done, about) => {
    const seconds = ((Date.now() - from) / 1000).toFixed(1).padStart(6);
    say(`${seconds} s  ${title.padEnd(28)} ${done}${about ? `. ${about}` : ''}`);
  };
}
