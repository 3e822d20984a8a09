import {
  FLAGS,
  FLAG_BARE,
  FLAG_FIN,
  FLAG_PLACES,
  FLAG_PSH,
  FLAG_RST,
  HANDSHAKES,
  RECEIVED_SYN,
  SENT_SYN,
  SENT_SYNACK,
  SYNACK,
  SYNACK_MSS,
  SYNACK_WINDOW,
  SYN_MSS,
  SYN_OPTIONS,
  SYN_SCALE,
  SYN_WINDOW,
  TCP_MSS,
  TCP_OPTION_ORDER,
  TCP_WINDOW,
  TCP_WINDOW_SCALE,
  WINDOWS,
} from '../../src/sets/device/layout';
import { u16Of, u32Of, u8Of } from './columns';
import { add, addToRange, at, count, set } from './state';

const FIN: u32 = 0x001;
const SYN: u32 = 0x002;
const RST: u32 = 0x004;
const PSH_BIT: u32 = 3;
const ACK: u32 = 0x010;

/** Stands in the column of window scales where the option is absent. */
const NO_WINDOW_SCALE: u32 = 0xff;

/** Takes in the flags of a segment; it is bare if it only acknowledges. */
@inline export function observeFlags(device: usize, isReceived: u32, flags: u32, payload: u32): void {
  const place = FLAGS + isReceived * FLAG_PLACES;
  add(device, place + FLAG_PSH, <f64>((flags >>> PSH_BIT) & 1));
  if ((flags & (FIN | SYN | RST)) == 0) {
    if (payload == 0) count(device, place + FLAG_BARE);
    return;
  }
  if ((flags & FIN) != 0) count(device, place + FLAG_FIN);
  if ((flags & RST) != 0) count(device, place + FLAG_RST);
}

/** Takes in a segment sent that opens a connection or accepts one; of each the first is told. */
function observeOpening(device: usize, row: usize, isAnswer: bool): void {
  count(device, HANDSHAKES + (isAnswer ? SENT_SYNACK : SENT_SYN));
  const window = <f64>u16Of(TCP_WINDOW, row);
  const segment = <f64>u16Of(TCP_MSS, row);
  if (isAnswer) {
    if (at(device, HANDSHAKES + SYNACK) != 0) return;
    set(device, HANDSHAKES + SYNACK, 1);
    set(device, HANDSHAKES + SYNACK_WINDOW, window);
    set(device, HANDSHAKES + SYNACK_MSS, segment);
    return;
  }
  if (at(device, HANDSHAKES) != 0) return;
  const scale = u8Of(TCP_WINDOW_SCALE, row);
  set(device, HANDSHAKES, 1);
  set(device, HANDSHAKES + SYN_WINDOW, window);
  set(device, HANDSHAKES + SYN_MSS, segment);
  set(device, HANDSHAKES + SYN_SCALE, scale == NO_WINDOW_SCALE ? 0 : <f64>(scale + 1));
  set(device, HANDSHAKES + SYN_OPTIONS, <f64>u32Of(TCP_OPTION_ORDER, row));
}

/** Takes in a segment sent. */
@inline export function observeSegmentSent(device: usize, row: usize, flags: u32): void {
  const opening = flags & (SYN | ACK);
  if (opening == ACK) addToRange(device, HANDSHAKES + WINDOWS, <f64>u16Of(TCP_WINDOW, row));
  else if ((opening & SYN) != 0) observeOpening(device, row, opening != SYN);
}

/** Takes in a segment received. */
@inline export function observeSegmentReceived(device: usize, flags: u32): void {
  if ((flags & (SYN | ACK)) == SYN) count(device, HANDSHAKES + RECEIVED_SYN);
}
