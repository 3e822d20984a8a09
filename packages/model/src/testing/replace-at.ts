/** A copy of a JSON value with the part at the path replaced or added; undefined leaves it out when written as JSON. */
export const replaceAt = (value: unknown, path: readonly (string | number)[], part: unknown): unknown => {
  if (path.length === 0) return part;
  const [step, ...rest] = path;
  if (Array.isArray(value)) {
    return value.map((item: unknown, i) => (i === step ? replaceAt(item, rest, part) : item));
  }
  const fields = fieldsOf(value);
  return Object.fromEntries(fields.set(String(step), replaceAt(fields.get(String(step)), rest, part)));
};

/** The fields of a JSON object; none for any other value. */
export const fieldsOf = (value: unknown): Map<string, unknown> =>
  new Map<string, unknown>(typeof value === 'object' && value !== null ? Object.entries(value) : []);
