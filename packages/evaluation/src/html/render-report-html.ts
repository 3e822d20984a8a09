import type { ReportDocument } from '../report-document.ts';
import { loadCharts } from './charts.ts';
import { escapeHtml } from './escape.ts';
import { sections } from './sections.ts';
import { STYLE } from './style.ts';

/**
 * The report as one HTML page that needs nothing else: no script, no network, charts as SVG. Names of captures and roles are
 * escaped, and the page forbids itself to load or run anything. Equal documents give equal pages.
 */
export const renderReportHtml = async (report: ReportDocument): Promise<string> => {
  const parts = sections(report, await loadCharts());
  const links = parts.map(({ id, title }) => `<li><a href="#${id}">${escapeHtml(title)}</a></li>`);
  const content = parts.map(
    ({ id, title, content: inner }) =>
      `<section id="${id}" aria-labelledby="${id}-title"><h2 id="${id}-title">${escapeHtml(title)}</h2>\n${inner}\n</section>`,
  );
  const title = escapeHtml(report.title);
  const date = report.date === undefined ? '' : `<p class="note">${escapeHtml(report.date)}</p>`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${title}</title>
<style>${STYLE}</style>
</head>
<body>
<a class="skip" href="#summary">Skip to the summary</a>
<header><h1>${title}</h1>${date}</header>
<nav aria-label="Contents"><ul>${links.join('')}</ul></nav>
<main>
${content.join('\n')}
</main>
</body>
</html>
`;
};
