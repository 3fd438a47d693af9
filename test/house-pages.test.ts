import { ROUTES } from '../api/routes.ts';
import { deadReferences, oddRecords, unknownRequests, unknownScripts, untoldSettings } from './house/pages.ts';
import { readRepository } from './house/repository.ts';
import { nameOf } from './house/routes.ts';

const repository = readRepository();

test('what pages link to and name is there', () => {
  expect(deadReferences(repository)).toEqual([]);
});

test('a link to nowhere and a file that is gone are told', () => {
  const page = 'See [one](decisions/0001.md), [two](https://example.org), `domain/case.ts`, `domain/report.ts`, `api/` and `npm/run`.';
  expect(deadReferences({ 'docs/architecture.md': page, 'domain/case.ts': '', 'api/app.ts': '' })).toEqual([
    'docs/architecture.md names docs/decisions/0001.md, which is not there',
    'docs/architecture.md names domain/report.ts, which is not there',
  ]);
});

test('every script that a page names can be run', () => {
  expect(unknownScripts(repository)).toEqual([]);
  const tree = {
    'package.json': '{"scripts":{"start":"x","token":"x"}}',
    'README.md': 'npm start, npm test, npm run --silent token, npm run fly',
  };
  expect(unknownScripts(tree)).toEqual([
    'README.md names npm run test, which package.json does not have',
    'README.md names npm run fly, which package.json does not have',
  ]);
});

test('every request that a page names is answered by a route', () => {
  expect(unknownRequests(repository, ROUTES.map(nameOf))).toEqual([]);
  const tree = {
    'README.md': 'as bea POST /operations/$id/cases, GET "/tasks?state=open", `GET /cases/{caseId}`, GET /tasks. `PUT /cases`',
  };
  const routes = ['post /operations/{operationId}/cases', 'get /tasks', 'get /cases/{caseId}'];
  expect(unknownRequests(tree, routes)).toEqual(['README.md names put /cases, which no route answers']);
});

test('every setting is told to newcomers', () => {
  expect(untoldSettings(repository)).toEqual([]);
  const config = 'const Settings = z.object({\n  PORT: z.string(),\n  HOST: z.string(),\n});';
  expect(untoldSettings({ 'main/config.ts': config, 'README.md': '`PORT`' })).toEqual(['HOST']);
});

test('decision records are short, numbered without a gap, and say context, decision and consequences', () => {
  expect(oddRecords(repository)).toEqual([]);
  const record = '# 1. A choice\n\n**Context.** a\n\n**Decision.** b\n\n**Consequences.** c\n';
  expect(oddRecords({ 'docs/decisions/0001-a-choice.md': record })).toEqual([]);
  expect(oddRecords({ 'docs/decisions/0002-a-choice.md': record })).toHaveLength(1);
  expect(oddRecords({ 'docs/decisions/0001-a-choice.md': `${record.replace('**Decision.**', '')}${'\n'.repeat(40)}` })).toHaveLength(2);
});
