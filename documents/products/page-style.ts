import { createHash } from 'node:crypto';

/** Everything that styles the public page. It asks nothing of anybody else: no font, no picture, no script is loaded. */
export const PAGE_STYLE = `
:root { color-scheme: light; --ink: #222; --faint: #555; --accent: #0a3f78; --wash: #eaf0f7; --line: #c4c8d0; }
body { margin: 0 auto; max-width: 60rem; padding: 1rem 1.25rem 3rem; color: var(--ink); background: #fff;
  font: 1rem/1.5 "Noto Sans", Amiri, system-ui, sans-serif; overflow-wrap: anywhere; }
h1 { margin: .2em 0; font-size: 2.2rem; line-height: 1.2; color: var(--accent); }
h2 { margin: 2.2em 0 .6em; font-size: 1.4rem; color: var(--accent); }
a { color: #0b4f9e; }
a:focus-visible { outline: 3px solid #b3541e; outline-offset: 2px; }
.kind, .faint, dt { color: var(--faint); }
.kind { margin: 0; font-weight: 600; }
.status { display: inline-block; padding: .15em .7em; border-radius: .2rem; font-weight: 700; color: #fff; background: #8a4b00; }
.settled { background: var(--accent); }
.tlp { display: inline-block; padding: .15em .6em; font-weight: 700; color: #fff; background: #000; }
.banner { margin: 1rem 0; padding: .8rem 1rem; border-radius: .2rem; font-weight: 700; color: #fff; background: #8f1010; }
.embargo { background: #5b2a86; }
.headlines { display: grid; grid-template-columns: repeat(auto-fit, minmax(13rem, 1fr)); gap: .6rem; margin: 1.4rem 0; }
.headlines div { display: flex; flex-direction: column; padding: .7rem .9rem; background: var(--wash); }
.headlines dd { order: -1; margin: 0; font-size: 1.6rem; font-weight: 700; color: var(--accent); }
.headlines dd.unit { order: 1; font-size: .9rem; font-weight: 400; color: var(--faint); }
.particulars { display: grid; grid-template-columns: minmax(9rem, 30%) 1fr; gap: .3rem 1rem; margin: 1rem 0; }
.particulars dd { margin: 0; }
.scroll { overflow-x: auto; margin: 1rem 0; }
table { width: 100%; border-collapse: collapse; }
caption { padding: .4em 0; font-weight: 700; text-align: start; }
th, td { padding: .35em .6em; border-bottom: 1px solid var(--line); text-align: start; vertical-align: top; font-weight: 400; }
thead th { font-weight: 700; background: var(--wash); border-top: 2px solid var(--accent); }
.number { text-align: end; font-variant-numeric: tabular-nums; white-space: nowrap; }
[dir="rtl"] .number { text-align: right; }
[dir="ltr"] .number { text-align: right; }
figure { margin: 1.2rem 0; }
figcaption { font-weight: 700; }
svg { display: block; width: 100%; height: auto; }
@media print {
  @page { size: A4; margin: 18mm; }
  body { max-width: none; padding: 0; font-size: 9.5pt; }
  nav, .downloads { display: none; }
  h2, figcaption, caption { break-after: avoid; }
  figure, tr, .headlines div { break-inside: avoid; }
  .scroll { overflow: visible; }
  .banner, .status, .tlp, .headlines div, thead th { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
`;

const HASH = createHash('sha256').update(PAGE_STYLE).digest('base64');

/** The Content-Security-Policy under which the public page is whole: its one style by hash, and nothing else. */
export const PAGE_SECURITY_POLICY = `default-src 'none'; style-src 'sha256-${HASH}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;
