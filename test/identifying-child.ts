import { writeSync } from 'node:fs';
import { identifyingText } from '../domain/identifying-text.ts';

/** A process of its own, so that a text that is never read to its end can be left: says each piece whose repetition was read. */
const LENGTH = 2_000_000;
for (const piece of process.argv.slice(2)) {
  identifyingText(piece.repeat(Math.ceil(LENGTH / piece.length)));
  writeSync(1, `${JSON.stringify(piece)}\n`);
}
