import ts from 'typescript';
import { isCode, isProduct, type Tree } from './repository.ts';
import { importsOf, parse, some, targetOf, visit } from './source.ts';

/** Tools that ask for a default export. */
const ASKED_FOR = ['eslint.config.js', 'jest.config.js', 'prisma.config.ts', 'test/global-setup.ts', 'test/global-teardown.ts'];

export function defaultExports(tree: Tree): string[] {
  const isDefault = (node: ts.Node): boolean =>
    ts.isExportAssignment(node) ||
    (ts.canHaveModifiers(node) && (node.modifiers ?? []).some(({ kind }) => kind === ts.SyntaxKind.DefaultKeyword)) ||
    (ts.isExportSpecifier(node) && node.name.text === 'default');
  return codeOf(tree)
    .filter(([path, text]) => !ASKED_FOR.includes(path) && some(path, text, isDefault))
    .map(([path]) => `${path} has a default export`);
}

/** Re-exports of other files: a barrel, by which everything comes to depend on everything. Declared lists are none. */
export function barrels(tree: Tree): string[] {
  return codeOf(tree)
    .filter(([path]) => !path.endsWith('/index.ts'))
    .filter(([path, text]) => some(path, text, (node) => ts.isExportDeclaration(node) && node.moduleSpecifier !== undefined))
    .map(([path]) => `${path} re-exports another file`);
}

/** Functions and values of the product that no file imports and their own does not use: nobody would miss them. */
export function deadExports(tree: Tree): string[] {
  const sources = codeOf(tree).filter(([path]) => !path.includes('.d.'));
  const words = new Map(sources.map(([path, text]) => [path, namesIn(path, text)]));
  const importers = importersOf(sources);
  return sources
    .filter(([path]) => isProduct(path))
    .flatMap(([path, text]) =>
      exportedBy(path, text)
        .filter((name) => words.get(path)?.filter((word) => word === name).length === 1)
        .filter((name) => !importers.get(path)?.some((importer) => words.get(importer)?.includes(name)))
        .map((name) => `${path} exports ${name}, which nobody uses`),
    );
}

function importersOf(sources: readonly [path: string, text: string][]): Map<string, string[]> {
  const importers = new Map<string, string[]>();
  for (const [path, text] of sources) {
    for (const { specifier } of importsOf(path, text)) {
      const target = targetOf(path, specifier) ?? specifier;
      importers.set(target, [...(importers.get(target) ?? []), path]);
    }
  }
  return importers;
}

function exportedBy(path: string, text: string): string[] {
  return parse(path, text).statements.flatMap((statement) => {
    const isExport = ts.canHaveModifiers(statement) && (statement.modifiers ?? []).some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
    if (!isExport) return [];
    if (ts.isVariableStatement(statement)) return statement.declarationList.declarations.map(({ name }) => name.getText());
    return (ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement)) && statement.name ? [statement.name.text] : [];
  });
}

function namesIn(path: string, text: string): string[] {
  const names: string[] = [];
  visit(parse(path, text), (node) => {
    if (ts.isIdentifier(node)) names.push(node.text);
  });
  return names;
}

function codeOf(tree: Tree): [path: string, text: string][] {
  return Object.entries(tree).filter(([path]) => isCode(path));
}
