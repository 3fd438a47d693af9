import type { Drill } from '../drill.ts';
import type { EventKind, EventOf } from '../event.ts';
import { advance } from './advance.ts';
import { answer } from './answer.ts';
import { decide } from './decide.ts';
import { awaitCompletion, awaitPublication, freeze } from './edition.ts';
import { expectLetters } from './letters.ts';
import { launch, submit, write } from './plan.ts';
import { correct, fileNilReturns, report, retry } from './report.ts';
import { nameStandIn } from './stand-in.ts';
import { task } from './task.ts';

/** What each kind of event does. Answers a few words for the progress line. */
export const ACTS: { readonly [Kind in EventKind]: (drill: Drill, event: EventOf<Kind>) => Promise<string> } = {
  advance,
  write,
  submit,
  decide,
  launch,
  answer,
  task,
  'stand-in': nameStandIn,
  'expect-letters': expectLetters,
  report,
  correct,
  retry,
  'nil-return': fileNilReturns,
  freeze,
  'await-publication': awaitPublication,
  'await-completion': awaitCompletion,
};
