import { readFileSync, writeFileSync } from 'node:fs';
import { openApiDocument } from '../api/openapi.ts';
import { ROUTES } from '../api/routes.ts';

/** Writes openapi.json from the routes; with --check, says whether the committed one still is what they say. */
const file = new URL('../openapi.json', import.meta.url);
const made = `${JSON.stringify(openApiDocument(ROUTES), null, 2)}\n`;
if (process.argv.includes('--check')) {
  if (readFileSync(file, 'utf8') !== made) {
    process.stderr.write('openapi.json is not what the routes say. Run: node main/openapi.ts\n');
    process.exitCode = 1;
  }
} else writeFileSync(file, made);
