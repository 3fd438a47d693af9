/** A name and what it stands for: one line of a list of particulars. */
export type Fact = readonly [label: string, value: string];

export type Block = { says: string } | { facts: readonly Fact[] } | { list: readonly string[] };

export type Page = { title: string; language: string; colon: string; blocks: readonly Block[] };

export function pageText({ blocks, colon }: Page): string {
  return `${blocks.map((block) => blockText(block, colon)).join('\n\n')}\n`;
}

/** Nothing is loaded from anywhere and nothing is styled: it must read the same in the plainest of mail programs. */
export function pageHtml({ title, language, blocks }: Page): string {
  return [
    '<!doctype html>',
    `<html lang="${escapeHtml(language)}"><head><meta charset="utf-8"><title>${escapeHtml(title)}</title></head><body>`,
    ...blocks.map(blockHtml),
    '</body></html>',
    '',
  ].join('\n');
}

function blockText(block: Block, colon: string): string {
  if ('says' in block) return block.says;
  if ('list' in block) return block.list.map((item) => `- ${item}`).join('\n');
  return block.facts.map(([label, value]) => `${label}${colon}${value}`).join('\n');
}

function blockHtml(block: Block): string {
  if ('says' in block) return `<p>${escapeHtml(block.says)}</p>`;
  if ('list' in block) return `<ul>${block.list.map((item) => `<li dir="auto">${escapeHtml(item)}</li>`).join('')}</ul>`;
  return `<table>${block.facts.map(factHtml).join('')}</table>`;
}

function factHtml([label, value]: Fact): string {
  return `<tr><th align="left" scope="row">${escapeHtml(label)}</th><td dir="auto">${escapeHtml(value)}</td></tr>`;
}

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
