import { PacketType } from './numbers.ts';

/** Where a packet begins, where the bytes of it end, and its type: an EtherType or a `PacketType`. */
export interface PacketPlace {
  type: number;
  offset: number;
  end: number;
}

/*
 * Decoders leave notes here for whoever goes on from where they stopped. There is one of each, as one packet is
 * decoded at a time and without a pause, and a note must not cost an object.
 */

/** What the link header carries, on any link but Ethernet. */
export const linkPayload: PacketPlace = { type: PacketType.None, offset: 0, end: 0 };

/** What the tunnel carries that the headers decoded last end at. */
export const tunnelPayload: PacketPlace = { type: PacketType.None, offset: 0, end: 0 };

/** Notes where a packet is. */
export const notePlace = (place: PacketPlace, type: number, offset: number, end: number): void => {
  place.type = type;
  place.offset = offset;
  place.end = end;
};
