import { PAYLOADS, PAYLOAD_BYTES, PAYLOAD_MOST, PAYLOAD_PLACES } from '../../src/sets/device/layout';
import { add, at, count, set } from './state';

/** Transports, in the order of their payloads' places. */
export const OF_TCP: usize = 0;
export const OF_UDP: usize = 2;

/** Takes in the bytes that a segment or datagram carries; one without is no packet here. */
@inline export function observePayload(device: usize, transport: usize, isReceived: u32, bytes: u32): void {
  if (bytes == 0) return;
  const place = (transport + isReceived) * PAYLOAD_PLACES + PAYLOADS;
  count(device, place);
  add(device, place + PAYLOAD_BYTES, <f64>bytes);
  if (<f64>bytes > at(device, place + PAYLOAD_MOST)) set(device, place + PAYLOAD_MOST, <f64>bytes);
}
