import ts from 'typescript';
import { isCode, isProduct, roomOf, type Tree } from './repository.ts';
import { some } from './source.ts';

/**
 * Where the environment may be read. Beside the configuration: set-up, which runs before anything is installed, and whoever hands its
 * own environment to a process that it starts.
 */
const READERS = ['main/config.ts', 'main/setup.mjs', 'main/embedded/temporal-cli.mjs', 'drills/stack.ts'];

/** Files that look at environment variables although they are given values. Tests get theirs from the run's set-up by no other way. */
export function environmentReaders(tree: Tree): string[] {
  return codeOf(tree, (path) => isProduct(path) && !READERS.includes(path)).flatMap(([path, text]) => {
    const isReader = some(path, text, (node) => isMember(node, 'process', 'env') || isImportOf(node, /^(node:)?process$/));
    return isReader ? [`${path} reads the environment`] : [];
  });
}

/** Clocks and chance in rooms whose outcome must follow from their arguments alone. */
export function impurities(tree: Tree): string[] {
  return codeOf(tree, (path) => ['domain', 'workflows'].includes(roomOf(path))).flatMap(([path, text]) =>
    some(path, text, isImpure) ? [`${path} asks a clock, or chance`] : [],
  );
}

/** Queries outside the only room that knows the database. */
export function strayQueries(tree: Tree): string[] {
  return codeOf(tree, (path) => isProduct(path) && roomOf(path) !== 'prisma' && !path.startsWith('main/embedded/')).flatMap(
    ([path, text]) => (some(path, text, isQuery) ? [`${path} queries the database itself`] : []),
  );
}

function isImpure(node: ts.Node): boolean {
  if (ts.isNewExpression(node)) return isNamed(node.expression, 'Date') && (node.arguments ?? []).length === 0;
  if (ts.isCallExpression(node)) return isNamed(node.expression, 'Date');
  return isMember(node, 'Date', 'now') || isMember(node, 'Math', 'random') || isMember(node, 'performance') || isMember(node, 'crypto');
}

/** A model, or raw SQL, of Prisma's client or of one of its transactions; a query of the pool. */
function isQuery(node: ts.Node): boolean {
  if (ts.isTaggedTemplateExpression(node)) return /\$(query|execute)Raw/.test(node.tag.getText());
  if (!ts.isPropertyAccessExpression(node)) return false;
  const owner = node.expression;
  const name = ts.isPropertyAccessExpression(owner) ? owner.name.text : ts.isIdentifier(owner) ? owner.text : '';
  return ['prisma', 'tx'].includes(name) || (name === 'pool' && node.name.text === 'query');
}

function isMember(node: ts.Node, object: string, property?: string): boolean {
  if (ts.isVariableDeclaration(node) && ts.isObjectBindingPattern(node.name) && node.initializer && isNamed(node.initializer, object)) {
    return node.name.elements.some(({ name, propertyName }) => property === undefined || (propertyName ?? name).getText() === property);
  }
  if (ts.isElementAccessExpression(node)) {
    const { argumentExpression: key } = node;
    return isNamed(node.expression, object) && (property === undefined || (ts.isStringLiteralLike(key) && key.text === property));
  }
  return ts.isPropertyAccessExpression(node) && isNamed(node.expression, object) && (property === undefined || node.name.text === property);
}

function isNamed(node: ts.Node, name: string): boolean {
  return ts.isIdentifier(node) && node.text === name;
}

function isImportOf(node: ts.Node, pattern: RegExp): boolean {
  return ts.isImportDeclaration(node) && ts.isStringLiteral(node.moduleSpecifier) && pattern.test(node.moduleSpecifier.text);
}

function codeOf(tree: Tree, belongs: (path: string) => boolean): [path: string, text: string][] {
  return Object.entries(tree).filter(([path]) => isCode(path) && belongs(path));
}
