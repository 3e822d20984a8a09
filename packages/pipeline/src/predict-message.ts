import { basename } from 'node:path';
import { pcapKeyOf, roleLabel } from '@networkml/naming';
import type { DevicePrediction } from './predict-captures.ts';

/** Consumers unpack exactly this many labels and confidences. */
const LABEL_COUNT = 3;

/** Fills the places of a model that knows fewer roles; `Unknown` is never among the labels. */
const NO_FURTHER_ROLE = 'Other';

/** Upstream asks for a closer look unless a role is more probable than this, whatever the model's own threshold. */
const INVESTIGATE_THRESHOLD = 0.5;

/** The key of the answer for a capture in which no device was met. */
const NO_MAC_ADDRESS = '00:00:00:00:00:00';

/** What upstream says of one device. */
export interface PredictMessageEntry {
  readonly uid: string;
  readonly file_path: string;
  readonly pcap: string;
  readonly pcap_key: string;
  readonly pcap_labels: string | null;
  /** Seconds since 1970 of the device's last packet; null where there is none. */
  readonly timestamp: number | null;
  readonly source_ip: string;
  readonly decisions: { readonly investigate: boolean };
  readonly classification: { readonly labels: readonly string[]; readonly confidences: readonly number[] };
}

/** Upstream's predict.json, as NetworkML 0.6 writes it. */
export interface PredictMessage {
  readonly tool: 'networkml';
  readonly data: { readonly mac_addresses: Readonly<Record<string, PredictMessageEntry>> };
}

/** What a message is about besides its predictions. */
export interface PredictMessageContext {
  /** Path or name of the capture. */
  readonly capture: string;
  /** The model's roles, for a capture without devices. */
  readonly roles: readonly string[];
  /** `id` and `file_path` are taken over where set, as upstream does. */
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** Writes the predictions on one capture as upstream's message; there is an answer even where there is no device. */
export const predictMessage = (
  predictions: readonly DevicePrediction[],
  context: PredictMessageContext,
): PredictMessage => {
  const entries = predictions.map((prediction): [string, PredictMessageEntry] => [
    prediction.device.mac ?? prediction.device.ips[0],
    entryOf(prediction, context),
  ]);
  const silent = { lastSeen: null, ips: [], roles: context.roles.map((role) => ({ role, confidence: 0 })) };
  const answers = entries.length > 0 ? entries : [[NO_MAC_ADDRESS, entryOfRoles(silent, context)] as const];
  return { tool: 'networkml', data: { mac_addresses: Object.fromEntries(answers) } };
};

const entryOf = (prediction: DevicePrediction, context: PredictMessageContext): PredictMessageEntry =>
  entryOfRoles(
    { lastSeen: prediction.lastSeen, ips: prediction.device.ips, roles: prediction.roles },
    context,
  );

interface Answer {
  readonly lastSeen: number | null;
  readonly ips: readonly string[];
  readonly roles: DevicePrediction['roles'];
}

const entryOfRoles = (answer: Answer, context: PredictMessageContext): PredictMessageEntry => {
  const pcap = basename(context.capture);
  const { key, labels } = pcapKeyOf(pcap);
  const [best] = answer.roles;
  const padding = Array.from({ length: LABEL_COUNT }, () => ({ role: NO_FURTHER_ROLE, confidence: 0 }));
  const named = [...answer.roles, ...padding].slice(0, LABEL_COUNT);
  return {
    uid: context.environment.id ?? 'None',
    file_path: context.environment.file_path ?? context.capture,
    pcap,
    pcap_key: key,
    pcap_labels: labels,
    timestamp: answer.lastSeen,
    source_ip: answer.ips.at(0) ?? '',
    decisions: { investigate: best.confidence <= INVESTIGATE_THRESHOLD },
    classification: {
      labels: named.map(({ role }) => roleLabel(role)),
      confidences: named.map(({ confidence }) => confidence),
    },
  };
};
