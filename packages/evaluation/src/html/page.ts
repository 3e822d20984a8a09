import { escapeHtml } from './escape.ts';
import { STYLE } from './style.ts';

/** One part of a page. */
export interface Section {
  readonly id: string;
  readonly title: string;
  /** HTML, with all texts escaped. */
  readonly content: string;
}

/** What makes a page; texts are plain text. */
export interface PageContent {
  readonly title: string;
  /** Stands below the title. */
  readonly date?: string | undefined;
  /** In the order of reading; the first says what matters. */
  readonly sections: readonly Section[];
}

/** One HTML page that needs nothing else: no script, no network. It forbids itself to load or run anything. */
export const renderPage = ({ title, date, sections }: PageContent): string => {
  const links = sections.map((part) => `<li><a href="#${part.id}">${escapeHtml(part.title)}</a></li>`);
  const content = sections.map(
    ({ id, title: heading, content: inner }) =>
      `<section id="${id}" aria-labelledby="${id}-title"><h2 id="${id}-title">${escapeHtml(heading)}</h2>\n${inner}\n</section>`,
  );
  const day = date === undefined ? '' : `<p class="note">${escapeHtml(date)}</p>`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escapeHtml(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<a class="skip" href="#${sections[0]?.id ?? ''}">Skip to the summary</a>
<header><h1>${escapeHtml(title)}</h1>${day}</header>
<nav aria-label="Contents"><ul>${links.join('')}</ul></nav>
<main>
${content.join('\n')}
</main>
</body>
</html>
`;
};
