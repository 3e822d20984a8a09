import { describe, expect, it } from 'vitest';
import { CAPTURE_ERRORS, CaptureError } from './errors.ts';

describe('CaptureError', () => {
  it('names capture, fault, detail, code and offset in one line', () => {
    const cause = new Error('EIO');
    const error = new CaptureError('CAPTURE_UNREADABLE', {
      capture: 'a.pcap',
      offsetBytes: 4096,
      detail: 'EIO',
      cause,
    });
    expect(error).toMatchObject({
      name: 'CaptureError',
      code: 'CAPTURE_UNREADABLE',
      offsetBytes: 4096,
      cause,
    });
    expect(error.message).toBe('a.pcap: the bytes could not be read; EIO (CAPTURE_UNREADABLE, byte 4096)');
  });

  it.each(Object.entries(CAPTURE_ERRORS))(
    '%s has a text that reads on from the name of a capture',
    (code, text) => {
      expect(code).toMatch(/^CAPTURE_[A-Z_]+$/);
      expect(text).toMatch(/^[a-z].*[^.]$/);
    },
  );
});
