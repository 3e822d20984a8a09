import { CaptureError } from '@networkml/pcap-reader';
import { ServiceError } from './errors.ts';

/** What every refused request is answered with. */
export interface ErrorBody {
  readonly error: {
    readonly code: string;
    readonly message: string;
    /** Name of the capture, where the error is about one. */
    readonly capture: string | null;
    /** Where in the decompressed capture, where the error is about a place in it. */
    readonly offsetBytes: number | null;
  };
}

/** An error as HTTP says it. */
export interface HttpAnswer {
  readonly status: number;
  readonly body: ErrorBody;
}

const SERVER_FAULT = 500;

/** The codes that a request can cause; any other is the service's own fault. */
const STATUS_OF_CODE: ReadonlyMap<string, number> = new Map([
  ['SERVICE_BAD_QUERY', 400],
  ['SERVICE_BAD_REQUEST', 400],
  ['SERVICE_NOT_FOUND', 404],
  ['SERVICE_METHOD_NOT_ALLOWED', 405],
  ['SERVICE_TOO_LARGE', 413],
  ['SERVICE_MULTIPART', 415],
  ['PIPELINE_UNKNOWN_MODEL', 404],
  ['FEATURE_NOT_FINITE', 422],
  ['MODEL_INPUT_NOT_FINITE', 422],
]);

/** The one place where errors become statuses: a broken capture is a 400, whatever is broken about it. */
export const toHttpAnswer = (error: unknown): HttpAnswer => {
  const cause = rootCause(error);
  if (cause instanceof CaptureError) {
    const { code, message, capture, offsetBytes } = cause;
    return { status: 400, body: { error: { code, message, capture, offsetBytes } } };
  }
  if (!(cause instanceof Error)) return answer(SERVER_FAULT, FAULT);
  const code = 'code' in cause && typeof cause.code === 'string' ? cause.code : '';
  const status = STATUS_OF_CODE.get(code);
  return status === undefined ? fastifyAnswer(cause) : answer(status, { code, message: cause.message });
};

/** A capture that could not be read on because the service stopped reading is refused for the service's reason. */
const rootCause = (error: unknown): unknown =>
  error instanceof Error && error.cause instanceof ServiceError ? error.cause : error;

/** Fastify's own errors: a query that does not follow its schema, a malformed address or header. */
const fastifyAnswer = (error: Error): HttpAnswer => {
  if ('validation' in error) return answer(400, new ServiceError('SERVICE_BAD_QUERY', error.message));
  const status =
    'statusCode' in error && typeof error.statusCode === 'number' ? error.statusCode : SERVER_FAULT;
  return status < SERVER_FAULT
    ? answer(status, new ServiceError('SERVICE_BAD_REQUEST', error.message))
    : answer(SERVER_FAULT, FAULT);
};

const FAULT = new ServiceError('SERVICE_FAILED', 'see its log');

interface Coded {
  readonly code: string;
  readonly message: string;
}

const answer = (status: number, { code, message }: Coded): HttpAnswer => ({
  status,
  body: { error: { code, message, capture: null, offsetBytes: null } },
});
