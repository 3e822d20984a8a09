/* What is known of each subject: a state for the packets it sent, and one for those it received, as kernel-layout.ts has them. */
import {
  DESTINATIONS,
  KINDS,
  LATEST_SECONDS,
  RECEIVED_BYTES,
  SENT_BYTES,
  SOURCES,
  TIMES,
} from '../../src/sets/networkml-host/kernel-layout';
import { allocate, release, take } from '../blocks';
import { startAddresses } from './address-set';
import { startLengths } from './integer-counts';
import { startSketch } from './quantile-sketch';

/** Place of the counter of ports that are absent: behind those of packets from each kind, and to each. */
export const NO_PORT: usize = 2 * KINDS * 8;
const COUNTERS_BYTES: usize = NO_PORT + 8;

const FIRST_SUBJECTS: u32 = 16;

/** Addresses of two states a subject, sent and received, 0 where there is none yet; and for how many subjects there is room. */
let states: usize = 0;
let room: u32 = 0;

/** Begins without subjects. */
export function startStates(): void {
  room = FIRST_SUBJECTS;
  states = allocate(room * 8);
}

/** The state of a subject, direction 0 (sent) or 1 (received); 0 where there was no such packet. */
@inline export function stateAt(subject: u32, direction: u32): usize {
  return subject < room ? <usize>load<u32>(states + (subject * 2 + direction) * 4) : 0;
}

/** Makes room for a power of two of subjects. */
function makeRoom(subjects: u32): void {
  const grown = allocate(subjects * 8);
  memory.copy(grown, states, room * 8);
  release(states, room * 8);
  states = grown;
  room = subjects;
}

/** The state of a subject that had none. */
export function addState(subject: u32, direction: u32): usize {
  if (subject >= room) makeRoom(1 << (32 - clz(subject)));
  const state = take(direction == 0 ? SENT_BYTES : RECEIVED_BYTES);
  store<f64>(state, -Infinity, LATEST_SECONDS);
  startLengths(state);
  startSketch(state + TIMES);
  if (direction == 0) {
    startAddresses(state + SOURCES);
    startAddresses(state + DESTINATIONS);
  }
  store<u32>(states + (subject * 2 + direction) * 4, <u32>state);
  return state;
}

/** The counters of a subject's ports, which both of its states have; `transport` is their place there. */
export function addCounters(subject: u32, state: usize, transport: usize): usize {
  const sent = stateAt(subject, 0);
  const other = sent == state ? stateAt(subject, 1) : sent;
  let counters: usize = other == 0 ? 0 : load<u32>(other + transport);
  if (counters == 0) counters = take(COUNTERS_BYTES);
  store<u32>(state + transport, <u32>counters);
  return counters;
}
