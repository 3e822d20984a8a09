export { type Charts, loadCharts } from './html/charts.ts';
export type { ColumnRange } from './html/column-ranges-chart.ts';
export { type PageContent, type Section, renderPage } from './html/page.ts';
export { renderReportHtml } from './html/render-report-html.ts';
export { type TableContent, figure, paragraph, table } from './html/table.ts';
