import * as z from 'zod/mini';

const share = z.number().check(z.minimum(0), z.maximum(1));
const count = z.int().check(z.minimum(0));

const effect = z.strictObject({
  column: z.string(),
  value: z.number(),
  effect: z.number(),
  usual: z.nullable(z.strictObject({ low: z.number(), high: z.number() })),
  text: z.string(),
});

const devicePrediction = z.strictObject({
  capture: z.string(),
  device: z.strictObject({ mac: z.nullable(z.string()), ips: z.array(z.string()) }),
  role: z.string(),
  roles: z.array(z.strictObject({ role: z.string(), confidence: share })),
  unknown: z.nullable(z.enum(['too-little-traffic', 'unlike-training', 'ambiguous'])),
  novelty: z.nullable(z.number()),
  explanation: z.optional(
    z.strictObject({ role: z.string(), speakFor: z.array(effect), speakAgainst: z.array(effect) }),
  ),
  packets: count,
  packetsOut: count,
  bytes: count,
  firstSeen: z.nullable(z.number()),
  lastSeen: z.nullable(z.number()),
  warnings: z.array(z.string()),
  model: z.string(),
  capturePackets: z.optional(count),
  captureDamage: z.optional(z.record(z.string(), count)),
});

/** What `networkml predict --format json` and `POST /v1/predictions` give. */
const predictions = z.array(devicePrediction);

/** The JSON Schema (draft 2020-12) of predictions; docs/predictions.schema.json is generated from it. */
export const predictionsJsonSchema = (): Record<string, unknown> => ({ ...z.toJSONSchema(predictions) });

/** Whether a parsed JSON document is a list of predictions by that schema. */
export const arePredictions = (document: unknown): boolean => predictions.safeParse(document).success;
