export { conditions, measuredWith } from './conditions.ts';
export { markdownTable } from './markdown-table.ts';
export { type PagePart, publishPart } from './publish-part.ts';
