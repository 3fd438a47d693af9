import { posix } from 'node:path';
import ts from 'typescript';

export type Import = {
  /** As it is written. */
  specifier: string;
  /** `import type`: nothing of it is left at run time. `import { type … }` does not count, of it an import stays. */
  isType: boolean;
  /** By import(): when the line runs, not when the file is loaded. */
  isLate: boolean;
};

const parsed = new Map<string, ts.SourceFile>();

/** Parsed once per text: every law looks at the same files. */
export function parse(path: string, text: string): ts.SourceFile {
  const known = parsed.get(path);
  if (known?.text === text) return known;
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  parsed.set(path, source);
  return source;
}

/** All that a file imports: statically, by re-export, by import() and by require. Specifiers that are computed are not seen. */
export function importsOf(path: string, text: string): Import[] {
  const found: Import[] = [];
  const note = (node: ts.Node | undefined, isType = false, isLate = false): void => {
    if (node && ts.isStringLiteralLike(node)) found.push({ specifier: node.text, isType, isLate });
  };
  visit(parse(path, text), (node) => {
    if (ts.isImportDeclaration(node)) note(node.moduleSpecifier, node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword);
    else if (ts.isExportDeclaration(node)) note(node.moduleSpecifier, node.isTypeOnly);
    else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) note(node.argument.literal, true);
    else if (ts.isCallExpression(node) && isLoading(node.expression))
      note(node.arguments[0], false, node.expression.kind === ts.SyntaxKind.ImportKeyword);
  });
  return found;
}

/** The path that a relative specifier names, from the root; null for a package. */
export function targetOf(path: string, specifier: string): string | null {
  return /^\.{1,2}\//.test(specifier) ? posix.normalize(posix.join(posix.dirname(path), specifier)) : null;
}

/** `@scope/name/sub/path` and `name/sub/path` without what follows the name. */
export function packageOf(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

/** Texts in quotes and templates, without those inside nodes that `skips` names. */
export function textsOf(path: string, text: string, skips: (node: ts.Node) => boolean = () => false): string[] {
  const found: string[] = [];
  visit(
    parse(path, text),
    (node) => {
      if (ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node)) found.push(node.text);
    },
    skips,
  );
  return found;
}

export function visit(node: ts.Node, look: (node: ts.Node) => void, skips: (node: ts.Node) => boolean = () => false): void {
  if (skips(node)) return;
  look(node);
  ts.forEachChild(node, (child) => visit(child, look, skips));
}

export function some(path: string, text: string, matches: (node: ts.Node) => boolean): boolean {
  let isFound = false;
  visit(parse(path, text), (node) => (isFound ||= matches(node)));
  return isFound;
}

function isLoading(callee: ts.Expression): boolean {
  return callee.kind === ts.SyntaxKind.ImportKeyword || (ts.isIdentifier(callee) && callee.text === 'require');
}
