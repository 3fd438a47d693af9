import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const bin = (/** @type {string[]} */ ...names) => join(root, 'node_modules', ...names);

/** The two compilers disagree now and then; what one of them refuses, somebody's editor shows in red. */
const CHECKS = [
  { name: 'types, TypeScript 6', args: [bin('typescript', 'bin', 'tsc'), '--noEmit'] },
  { name: 'lint', args: [bin('eslint', 'bin', 'eslint.js'), '.', '--max-warnings', '0'] },
  { name: 'types, TypeScript 7', args: [bin('typescript-7', 'bin', 'tsc'), '--noEmit'] },
  { name: 'format', args: [bin('@biomejs', 'biome', 'bin', 'biome'), 'format', '.'] },
  { name: 'openapi.json is what the routes say', args: [join(root, 'main', 'openapi.ts'), '--check'] },
];

const AT_ONCE = 2;

/** @param {{ name: string, args: string[] }} check @returns {Promise<boolean>} whether it passed */
async function run({ name, args }) {
  const begin = performance.now();
  const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (said += data));
  const code = await new Promise((resolve) => child.once('close', resolve));
  const seconds = ((performance.now() - begin) / 1000).toFixed(1);
  console.log(`${code === 0 ? 'passed' : 'FAILED'}  ${name} (${seconds} s)${code === 0 ? '' : `\n${said}`}`);
  return code === 0;
}

const waiting = [...CHECKS];
/** @type {boolean[]} */
const outcomes = [];
async function work() {
  for (let check = waiting.shift(); check; check = waiting.shift()) outcomes.push(await run(check));
}
await Promise.all(Array.from({ length: AT_ONCE }, work));

const passed = outcomes.filter(Boolean).length;
console.log(`${passed} passed, ${CHECKS.length - passed} failed`);
process.exitCode = passed === CHECKS.length ? 0 : 1;
