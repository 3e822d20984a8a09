/** What the service itself refuses; every other code comes from the packages. */
export const SERVICE_ERRORS = {
  SERVICE_NOT_FOUND: 'there is nothing at this address',
  SERVICE_METHOD_NOT_ALLOWED: 'the address does not take this method',
  SERVICE_BAD_QUERY: 'the query string cannot be used',
  SERVICE_BAD_REQUEST: 'the request cannot be understood',
  SERVICE_MULTIPART: 'a form was sent where the body must be the capture itself',
  SERVICE_TOO_LARGE: 'the capture is larger than this service takes',
  SERVICE_FAILED: 'something went wrong in the service, not with the request',
  SERVICE_DUPLICATE_MODEL: 'two models have the same name',
} as const;

/** A key of `SERVICE_ERRORS`. */
export type ServiceErrorCode = keyof typeof SERVICE_ERRORS;

/** A request, or a way of starting the service, that it does not accept. */
export class ServiceError extends Error {
  override readonly name = 'ServiceError';
  readonly code: ServiceErrorCode;

  constructor(code: ServiceErrorCode, detail: string, options?: ErrorOptions) {
    super(`${detail}: ${SERVICE_ERRORS[code]} (${code})`, options);
    this.code = code;
  }
}
