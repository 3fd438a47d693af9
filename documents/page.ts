import { isolated, type Direction } from './plain.ts';

/** A name and what it stands for: one line of a list of particulars. */
export type Fact = readonly [label: string, value: string];

/** A list of contents leads to the headings of its page, by their order. */
export type Block =
  | { says: string }
  | { facts: readonly Fact[] }
  | { list: readonly string[] }
  | { contents: readonly string[] }
  | { heading: string; title: string; number: number };

export type Page = { title: string; language: string; direction: Direction; colon: string; blocks: readonly Block[] };

/** Particulars keep their direction to themselves: in a line from right to left, an address or a call would come apart. */
export function pageText({ blocks, colon, direction }: Page): string {
  return `${blocks.map((block) => blockText(block, colon, direction)).join('\n\n')}\n`;
}

/** Nothing is loaded from anywhere and nothing is styled: it must read the same in the plainest of mail programs. */
export function pageHtml({ title, language, direction, blocks }: Page): string {
  return [
    '<!doctype html>',
    `<html lang="${escapeHtml(language)}" dir="${direction}"><head><meta charset="utf-8"><title>${escapeHtml(title)}</title></head><body>`,
    ...blocks.map(blockHtml),
    '</body></html>',
    '',
  ].join('\n');
}

function blockText(block: Block, colon: string, direction: Direction): string {
  if ('says' in block) return block.says;
  if ('heading' in block) return `${'='.repeat(72)}\n${block.heading}${colon}${block.title}`;
  if ('contents' in block) return block.contents.map((title, index) => `${index + 1}. ${title}`).join('\n');
  if ('list' in block) return block.list.map((item) => `- ${isolated(item, direction)}`).join('\n');
  return block.facts.map(([label, value]) => `${label}${colon}${isolated(value, direction)}`).join('\n');
}

function blockHtml(block: Block): string {
  if ('says' in block) return `<p>${escapeHtml(block.says)}</p>`;
  if ('heading' in block) {
    return `<hr><h2 id="letter-${block.number}"><small>${escapeHtml(block.heading)}</small><br>${escapeHtml(block.title)}</h2>`;
  }
  if ('contents' in block) {
    return `<ol>${block.contents.map((title, index) => `<li><a href="#letter-${index + 1}">${escapeHtml(title)}</a></li>`).join('')}</ol>`;
  }
  if ('list' in block) return `<ul>${block.list.map((item) => `<li dir="auto">${escapeHtml(item)}</li>`).join('')}</ul>`;
  return `<table>${block.facts.map(factHtml).join('')}</table>`;
}

/** `start`, not `left`: in a language that runs from right to left, labels stand on the right. */
function factHtml([label, value]: Fact): string {
  return `<tr><th style="text-align:start" scope="row">${escapeHtml(label)}</th><td dir="auto">${escapeHtml(value)}</td></tr>`;
}

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
