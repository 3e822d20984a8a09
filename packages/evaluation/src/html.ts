export { renderReportHtml } from './html/render-report-html.ts';
