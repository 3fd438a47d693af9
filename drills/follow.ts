import { parseArgs } from 'node:util';
import { openPeer } from './peer.ts';
import { openTokens } from './tokens.ts';

const USAGE = 'node drills/follow.ts URL FEED SUBJECT FILE [--limit N]: follows a feed until it is stopped';
const PAUSE_MS = 200;

const { positionals, values } = parseArgs({ allowPositionals: true, options: { limit: { type: 'string', default: '1000' } } });
const [url, feedId, subject, file] = positionals;
if (!url || !feedId || !subject || !file) throw new Error(USAGE);

const tokenOf = await openTokens(url);
const peer = await openPeer({ url, feedId, file, limit: Number(values.limit), token: () => tokenOf(subject) });
for (;;) {
  const count = await peer.follow().catch((error: Error) => {
    console.error(error.message); // whoever is away comes again
    return 0;
  });
  if (count > 0) console.log(`${count} records, until ${peer.position()}`);
  else await new Promise((again) => setTimeout(again, PAUSE_MS));
}
