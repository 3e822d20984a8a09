import { PipelineError } from '@networkml/pipeline';
import { CAPTURE_ERRORS, CaptureError } from '@networkml/pcap-reader';
import { ModelError } from '@networkml/model';
import { describe, expect, it } from 'vitest';
import { SERVICE_ERRORS, ServiceError } from './errors.ts';
import { toHttpAnswer } from './http-error.ts';

describe('toHttpAnswer', () => {
  it('says of a broken capture what, which and where', () => {
    const error = new CaptureError('CAPTURE_BAD_RECORD', { capture: 'a.pcap', offsetBytes: 40 });
    expect(toHttpAnswer(error)).toEqual({
      status: 400,
      body: {
        error: { code: 'CAPTURE_BAD_RECORD', message: error.message, capture: 'a.pcap', offsetBytes: 40 },
      },
    });
    expect(error.message).toContain(CAPTURE_ERRORS.CAPTURE_BAD_RECORD);
  });

  it('names the reason why the service stopped reading, not that reading stopped', () => {
    const cause = new ServiceError('SERVICE_TOO_LARGE', 'at most 10 bytes');
    const error = new CaptureError('CAPTURE_UNREADABLE', { capture: 'a.pcap', offsetBytes: 10, cause });
    expect(toHttpAnswer(error)).toMatchObject({
      status: 413,
      body: { error: { code: 'SERVICE_TOO_LARGE' } },
    });
  });

  it('blames the capture for features that are no numbers', () => {
    expect(toHttpAnswer(new ModelError('MODEL_INPUT_NOT_FINITE', 'row 0')).status).toBe(422);
  });

  it.each([
    new Error('secret'),
    new TypeError('secret'),
    new ModelError('MODEL_COLUMN_MISSING', 'secret'),
    new PipelineError('PIPELINE_UNREADABLE', 'secret'),
    Object.assign(new Error('secret'), { code: 'ENOENT' }),
    Object.assign(new Error('secret'), { statusCode: 503 }),
    'secret',
  ])('takes the blame for anything else and keeps the details to the log: %s', (error) => {
    const { status, body } = toHttpAnswer(error);
    expect(status).toBe(500);
    expect(body.error.code).toBe('SERVICE_FAILED');
    expect(body.error.message).toContain(SERVICE_ERRORS.SERVICE_FAILED);
    expect(body.error.message).not.toContain('secret');
  });
});
