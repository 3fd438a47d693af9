import { ask } from './ask.ts';
import { readTestParts } from './test-parts.ts';

/** The address of a new database of this name, migrated and without rows. */
export async function cloneDatabase(name: string): Promise<string> {
  const { databaseUrl, template } = readTestParts();
  await ask(databaseUrl, `create database ${name} template ${template}`);
  return databaseUrl.replace(/\/concert$/, `/${name}`);
}
