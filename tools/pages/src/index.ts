export { ACCURACY_PAGE } from './accuracy-page.ts';
export { conditions, measuredWith } from './conditions.ts';
export { markdownTable } from './markdown-table.ts';
export { type PagePart, publishPart } from './publish-part.ts';
export { decimals, withInterval } from './with-interval.ts';
