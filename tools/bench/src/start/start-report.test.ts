import { describe, expect, it } from 'vitest';
import { startReport, startSubjects } from './start-report.ts';

describe('startReport', () => {
  it('says with which models a capture is judged soon enough', () => {
    const models = ['small', 'large'];
    const times = [[0.3, 0.2, 0.9], [0.6, 0.3, 0.5], [0.1]];
    const results = startSubjects(models).map((subject, i) => ({
      subject,
      seconds: times[i],
      peakMebibytes: 50,
    }));
    const report = startReport(results, models);
    expect(report).toContain('- seconds with small: at most 0.4; 0.3, met');
    expect(report).toContain('- seconds with large: at most 0.4; 0.5, missed');
    expect(report).toMatch(/networkml predict, small\s+\|\s+0\.30 .* 3\.00 \|/);
  });
});
