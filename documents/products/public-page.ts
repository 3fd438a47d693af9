import { LANGUAGES, type Language } from '../../domain/language.ts';
import type { ProductContent, ProductFormat } from '../../domain/product.ts';
import { PRODUCT_FORMATS } from '../../domain/product.ts';
import { escapeHtml } from '../page.ts';
import { isolated } from '../plain.ts';
import { reportOf } from './composition.ts';
import { PAGE_STYLE } from './page-style.ts';
import type { Occasion } from './particulars.ts';
import { drawn } from './press.ts';
import type { Block, Particular, Report, Section, Table } from './report.ts';
import { wordingIn, type Wording } from './wording.ts';

/** Where the same product can be had: as files, and as a page in other languages. */
export type PageLinks = {
  files?: Readonly<Partial<Record<ProductFormat, string>>>;
  pages?: Readonly<Partial<Record<Language, string>>>;
};

/**
 * The product as a page for everybody: whole in itself, without scripts, under `PAGE_SECURITY_POLICY`. It says what the PDF says, in the same
 * order.
 */
export async function productPage(
  content: ProductContent,
  language: Language,
  { links = {}, occasion = {} }: { links?: PageLinks; occasion?: Occasion } = {},
): Promise<string> {
  const wording = wordingIn(language);
  const report = reportOf(content, occasion, wording);
  const drawings = report.sections.flatMap(({ blocks }) => blocks.flatMap((block) => ('picture' in block ? [block.picture] : [])));
  const pictures = await drawn(drawings);
  return [
    '<!doctype html>',
    `<html lang="${language}" dir="${report.direction}">`,
    '<head>',
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${escapeHtml(`${report.title} – ${report.name} – ${report.status.label}`)}</title>`,
    `<style>${PAGE_STYLE}</style>`,
    '</head>',
    '<body>',
    languageList(links, language),
    `<main>${headOf(report)}${report.sections.map((section) => sectionHtml(section, report, pictures)).join('')}`,
    `${downloads(links, wording)}<section><h2>${escapeHtml(report.about)}</h2>${particulars(report.identity, report)}</section></main>`,
    `<footer><p class="faint">${escapeHtml(report.foot)}</p></footer>`,
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

function headOf(report: Report): string {
  const { status, banner, embargo, headlines, lead } = report;
  return [
    ...(banner === null ? [] : [`<p class="banner" role="alert">${escapeHtml(banner)}</p>`]),
    ...(embargo === null ? [] : [`<p class="banner embargo">${escapeHtml(embargo)}</p>`]),
    `<header><p class="kind">${escapeHtml(report.kind)}</p>`,
    `<h1>${ownWay(report.title, report)}</h1>`,
    `<p>${ownWay(report.name, report)} <strong class="status${status.isSettled ? ' settled' : ''}">${escapeHtml(status.label)}</strong> `,
    `<span class="tlp" dir="ltr">TLP:${escapeHtml(report.tlp)}</span> <span class="faint">${escapeHtml(status.says)}</span></p></header>`,
    ...(headlines.length === 0 ? [] : [`<dl class="headlines">${headlines.map((one) => headline(one, report)).join('')}</dl>`]),
    ...lead.map((says) => `<p><strong>${escapeHtml(says)}</strong></p>`),
    particulars(report.particulars, report),
  ].join('');
}

function headline({ label, value, unit }: Report['headlines'][number], report: Report): string {
  const counted = unit === '' ? '' : `<dd class="unit">${escapeHtml(unit)}</dd>`;
  return `<div><dt>${ownWay(label, report)}</dt><dd>${escapeHtml(value)}</dd>${counted}</div>`;
}

function particulars(list: readonly Particular[], report: Report): string {
  const entries = list.map(([label, value]) => `<dt>${escapeHtml(label)}</dt><dd>${ownWay(value, report)}</dd>`);
  return `<dl class="particulars">${entries.join('')}</dl>`;
}

type Pictures = Readonly<Record<string, string>>;

function sectionHtml({ title, blocks }: Section, report: Report, pictures: Pictures): string {
  const heading = title === '' ? '' : `<h2>${ownWay(title, report)}</h2>`;
  return `<section>${heading}${blocks.map((block) => blockHtml(block, report, pictures)).join('')}</section>\n`;
}

function blockHtml(block: Block, report: Report, pictures: Pictures): string {
  if ('says' in block) return `<p>${ownWay(block.says, report)}</p>`;
  if ('list' in block) return `<ul>${block.list.map((entry) => `<li>${ownWay(entry, report)}</li>`).join('')}</ul>`;
  if ('table' in block) return tableHtml(block.table, report);
  const { key, title } = block.picture;
  return `<figure><figcaption>${escapeHtml(title)}</figcaption>${pictures[key] ?? ''}</figure>`;
}

/** Wide tables can be moved sideways, also by keys: that is what the tab stop is for. */
function tableHtml({ caption, columns, rows }: Table, report: Report): string {
  const kind = (index: number): string => (columns[index]?.isNumber ? ' class="number"' : '');
  const head = columns.map(({ title }, index) => `<th scope="col"${kind(index)}>${escapeHtml(title)}</th>`).join('');
  const body = rows.map((row) => {
    const cells = row.map((cell, index) =>
      index === 0 ? `<th scope="row">${ownWay(cell, report)}</th>` : `<td${kind(index)}>${ownWay(cell, report)}</td>`,
    );
    return `<tr>${cells.join('')}</tr>`;
  });
  const table = `<table><caption>${escapeHtml(caption)}</caption><thead><tr>${head}</tr></thead><tbody>${body.join('')}</tbody></table>`;
  return `<div class="scroll" tabindex="0" role="region" aria-label="${escapeHtml(caption)}">${table}</div>`;
}

/** A text that runs against the direction of the page, all of it, is kept apart, or its full stop would stand at its beginning. */
function ownWay(text: string, { direction }: Report): string {
  const runsOtherWay = isolated(text, direction) !== text && isolated(text, OTHER_WAY[direction]) === text;
  return runsOtherWay ? `<bdi dir="${OTHER_WAY[direction]}">${escapeHtml(text)}</bdi>` : escapeHtml(text);
}

const OTHER_WAY = { ltr: 'rtl', rtl: 'ltr' } as const;

function downloads({ files = {} }: PageLinks, { words }: Wording): string {
  const entries = PRODUCT_FORMATS.flatMap((format) => {
    const href = files[format];
    return href === undefined ? [] : [`<li>${link(href, words.formats[format])}</li>`];
  });
  if (entries.length === 0) return '';
  return `<section class="downloads"><h2>${escapeHtml(words.sections.downloads)}</h2><ul>${entries.join('')}</ul></section>`;
}

/** Each language is named in itself: who looks for it may not read this one. */
function languageList({ pages = {} }: PageLinks, current: Language): string {
  const entries = LANGUAGES.flatMap((language) => {
    const href = pages[language];
    const name = new Intl.DisplayNames(language, { type: 'language' }).of(language) ?? language;
    if (href === undefined || language === current) return [];
    return [link(href, name, ` lang="${language}" hreflang="${language}" dir="auto"`)];
  });
  return entries.length === 0 ? '' : `<nav>${entries.join(' · ')}</nav>`;
}

function link(href: string, name: string, more = ''): string {
  return `<a href="${escapeHtml(href)}"${more}>${escapeHtml(name)}</a>`;
}
