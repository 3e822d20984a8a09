import { type ReportDocument, renderReportMarkdown, renderReportText } from '@networkml/evaluation';
import { extname } from 'node:path';
import { PipelineError } from '../errors.ts';

/** The forms a report has, by the end of a file name. */
const ENDINGS: readonly string[] = ['.html', '.md', '.json', '.txt'];

/**
 * Refuses a name before any work is done.
 *
 * @throws PipelineError PIPELINE_REPORT_FORMAT where the name ends in something else.
 */
export const requireReportName = (path: string): void => {
  if (ENDINGS.includes(extname(path).toLowerCase())) return;
  throw new PipelineError('PIPELINE_REPORT_FORMAT', `${path} (it ends in ${ENDINGS.join(', ')})`);
};

/**
 * A report in the form that the name of its file asks for. The charting library is loaded for HTML alone.
 *
 * @throws PipelineError PIPELINE_REPORT_FORMAT where the name ends in something else.
 */
export const formatReport = async (report: ReportDocument, path: string): Promise<string> => {
  requireReportName(path);
  switch (extname(path).toLowerCase()) {
    case '.html': {
      const { renderReportHtml } = await import('@networkml/evaluation/html');
      return renderReportHtml(report);
    }
    case '.md':
      return renderReportMarkdown(report);
    case '.json':
      return `${JSON.stringify(report, undefined, 2)}\n`;
    default:
      return `${renderReportText(report.evaluation)}\n`;
  }
};
