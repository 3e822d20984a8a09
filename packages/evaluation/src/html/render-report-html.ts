import type { ReportDocument } from '../report-document.ts';
import { loadCharts } from './charts.ts';
import { renderPage } from './page.ts';
import { sections } from './sections.ts';

/**
 * The report as one HTML page that needs nothing else: no script, no network, charts as SVG. Names of captures and roles are
 * escaped, and the page forbids itself to load or run anything. Equal documents give equal pages.
 */
export const renderReportHtml = async (report: ReportDocument): Promise<string> =>
  renderPage({ title: report.title, date: report.date, sections: sections(report, await loadCharts()) });
