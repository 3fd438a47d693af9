import ts from 'typescript';
import { isProduct, type Tree } from './repository.ts';
import { textsOf } from './source.ts';

/**
 * Words of a list (events, failures, ...) that no product code says. Neither the lists themselves (`homes`) count nor the `refuses` of a route: that
 * a refusal is announced does not make it happen.
 */
export function unusedWords(tree: Tree, words: readonly string[], homes: readonly string[]): string[] {
  const files = Object.entries(tree).filter(([path]) => isProduct(path) && !homes.includes(path));
  const said = files.flatMap(([path, text]) => textsOf(path, text, isAnnouncement));
  return words.filter((word) => !said.some((text) => text === word || text.includes(`'${word}'`)));
}

/** Events that SQL appends without the list knowing them: inside SQL no compiler looks. */
export function unknownEvents(tree: Tree, events: readonly string[]): string[] {
  return Object.entries(tree).flatMap(([path, text]) => {
    const statements = isProduct(path) ? textsOf(path, text).filter((said) => /insert into event\b/i.test(said)) : [];
    const named = statements.flatMap((sql) => [...sql.matchAll(/'([a-z-]+\.[a-z-]+)'/g)].map(([, name = '']) => name));
    return named.filter((name) => !events.includes(name)).map((name) => `${path} appends ${name}, which is no event`);
  });
}

/** Words that a file lists twice, which an object literal would silently take as one. */
export function repeatedWords(text: string): string[] {
  const words = [...text.matchAll(/^ {2}'([a-z-]+\.[a-z-]+)':/gm)].map(([, word = '']) => word);
  return words.filter((word, i) => words.indexOf(word) < i);
}

function isAnnouncement(node: ts.Node): boolean {
  return ts.isPropertyAssignment(node) && node.name.getText() === 'refuses';
}
