/** How the report looks: light or dark as the reader has it, narrow or wide, and on paper. */
export const STYLE = `
:root { color-scheme: light dark; --bg: #fff; --fg: #1b1f24; --muted: #59636e; --line: #d1d9e0; --soft: #f4f6f8;
  --series-1: #0b62c4; --series-2: #b04a00; --right: #0b62c4; --wrong: #e07b1a; }
@media (prefers-color-scheme: dark) {
  :root { --bg: #0f1418; --fg: #e6edf3; --muted: #9aa7b3; --line: #333d47; --soft: #182027;
    --series-1: #6cb2ff; --series-2: #f0a35a; --right: #3f8fe8; --wrong: #d97a2b; }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--bg); color: var(--fg); font: 16px/1.5 system-ui, sans-serif; }
main, header, nav, footer { max-width: 74rem; margin: 0 auto; padding: 0 1.25rem; }
header { padding-top: 2rem; }
h1 { font-size: 1.75rem; line-height: 1.2; margin: 0 0 .25rem; overflow-wrap: anywhere; }
h2 { font-size: 1.25rem; margin: 0 0 .75rem; }
h3 { font-size: 1rem; margin: 1.5rem 0 .5rem; }
section { padding: 1.75rem 0 .5rem; border-top: 1px solid var(--line); margin-top: 1.5rem; }
p { margin: 0 0 .75rem; max-width: 46rem; }
a { color: var(--series-1); }
:focus-visible { outline: 3px solid var(--series-2); outline-offset: 2px; }
.skip { position: absolute; left: -999rem; background: var(--bg); padding: .5rem 1rem; }
.skip:focus { left: 1rem; top: 1rem; z-index: 9; }
nav ul { list-style: none; display: flex; flex-wrap: wrap; gap: .25rem 1rem; margin: 1rem 0 0; padding: 0; font-size: .9rem; }
.note, figcaption, caption { color: var(--muted); font-size: .875rem; }
.warning { border-left: .3rem solid var(--series-2); padding: .4rem .9rem; background: var(--soft); }
.absent { color: var(--muted); font-style: italic; }
dl { margin: 0 0 1rem; }
dd { margin: 0; overflow-wrap: anywhere; }
dt { color: var(--muted); font-size: .875rem; }
.cards { display: grid; grid-template-columns: repeat(auto-fill, minmax(13.5rem, 1fr)); gap: .75rem; }
.cards div { background: var(--soft); border: 1px solid var(--line); border-radius: .5rem; padding: .6rem .9rem; }
.cards dd { font-size: 1.15rem; font-variant-numeric: tabular-nums; }
.facts div { display: grid; grid-template-columns: 13rem 1fr; gap: 0 1rem; padding: .3rem 0; border-bottom: 1px solid var(--line); }
.scroll { overflow-x: auto; margin: 0 0 1rem; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; font-size: .9rem; }
caption { text-align: left; padding-bottom: .4rem; }
caption span { display: inline-block; position: sticky; left: 0; width: max-content; max-width: min(46rem, 100vw - 2.5rem); }
.pair caption span { width: auto; }
.whole { white-space: nowrap; }
th, td { padding: .25rem .7rem; border-bottom: 1px solid var(--line); text-align: right; vertical-align: top; }
thead th { vertical-align: bottom; font-weight: 600; }
tbody th { text-align: left; font-weight: 500; white-space: nowrap; }
.words { text-align: left; }
td { white-space: nowrap; }
td.words:last-child { white-space: normal; overflow-wrap: anywhere; min-width: 14rem; }
.matrix { font-size: .78rem; }
.matrix caption { font-size: .875rem; }
.matrix th, .matrix td { padding: .1rem; border: 1px solid var(--line); text-align: center; vertical-align: middle; }
.matrix td { min-width: 1.75rem; height: 1.6rem; }
.pair table { font-size: .85rem; }
.matrix tbody th { text-align: left; padding: 0 .5rem 0 .25rem; position: sticky; left: 0; background: var(--bg); }
.matrix thead th { height: 1px; vertical-align: bottom; font-weight: 500; }
.matrix thead span { writing-mode: vertical-rl; transform: rotate(180deg); white-space: nowrap; padding: .3rem 0; }
.matrix .corner { text-align: left; padding: .25rem; position: sticky; left: 0; background: var(--bg); color: var(--muted); }
.matrix .right { background: color-mix(in srgb, var(--right) calc(var(--s) * 55%), transparent); }
.matrix .wrong { background: color-mix(in srgb, var(--wrong) calc(20% + var(--s) * 60%), transparent); font-weight: 700; }
.matrix .sum { color: var(--muted); }
.matrix tbody tr:hover > * { border-top-color: var(--fg); border-bottom-color: var(--fg); }
figure { margin: 0 0 1.25rem; }
figure svg { max-width: 100%; height: auto; background: transparent; overflow: visible; }
.pair figure { max-width: 27rem; margin: 0; }
.pair { display: flex; flex-wrap: wrap; gap: 1rem 3rem; align-items: flex-start; margin-bottom: 1.25rem; }
.pair > * { min-width: 0; max-width: 100%; }
.grid { display: grid; grid-template-columns: repeat(auto-fill, minmax(9.5rem, 1fr)); gap: .5rem 1rem; }
.grid figure { margin: 0; }
.grid figcaption { line-height: 1.3; overflow-wrap: anywhere; }
.grid figcaption b { color: var(--fg); font-weight: 600; display: block; }
.key { display: inline-block; width: 1.6rem; height: 0; border-top: 2.5px solid var(--series-1); vertical-align: middle; margin-right: .3rem; }
.key.second { border-top: 2.5px dashed var(--series-2); margin-left: 1rem; }
footer { padding: 1.5rem 1.25rem 3rem; color: var(--muted); font-size: .875rem; }
code { font-size: .9em; overflow-wrap: anywhere; }
@media (max-width: 40rem) { .facts div { grid-template-columns: 1fr; } .cards { grid-template-columns: repeat(2, 1fr); } .cards dd { font-size: 1rem; }
  .wide svg { max-width: none; } td.words:last-child { white-space: nowrap; } thead th { white-space: nowrap; } }
@media print {
  :root { --bg: #fff; --fg: #000; --muted: #444; --line: #bbb; --soft: #fff; --series-1: #0b62c4; --series-2: #b04a00; --right: #0b62c4; --wrong: #e07b1a; }
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  nav, .skip { display: none; }
  body { font-size: 10pt; }
  .scroll { overflow: visible; } table { font-size: 8pt; } th, td { padding: .15rem .45rem; }
  #confusion .scroll { break-inside: avoid; }
  .cards { grid-template-columns: repeat(5, 1fr); } .cards dd { font-size: 9pt; } .grid { grid-template-columns: repeat(5, 1fr); }
  .grid figcaption { font-size: 7.5pt; }
  tbody tr:first-child { break-before: avoid; } .pair table { font-size: 8pt; } .pair { gap: 1rem; } .pair figure { max-width: 18rem; } .wide svg { max-height: 12cm; width: auto; }
  .matrix { font-size: 6pt; } .matrix td { min-width: 1.1rem; height: 1.1rem; } .matrix thead span { padding: .1rem 0; }
  section { break-inside: auto; } figure, tr, .cards div { break-inside: avoid; } h2, h3 { break-after: avoid; }
}
`;
