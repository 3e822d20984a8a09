/* The columns of the batch that is taken in, by row. */
import {
  COLUMNS_AT,
  DESTINATION_IP,
  PITCH,
  SOURCE_IP,
} from '../../src/sets/device/layout';

@inline function start(column: usize): usize {
  return column * PITCH + COLUMNS_AT;
}

@inline export function f64Of(column: usize, row: usize): f64 {
  return load<f64>(start(column) + (row << 3));
}

@inline export function i64Of(column: usize, row: usize): i64 {
  return load<i64>(start(column) + (row << 3));
}

@inline export function setI64(column: usize, row: usize, value: i64): void {
  store<i64>(start(column) + (row << 3), value);
}

@inline export function u32Of(column: usize, row: usize): u32 {
  return load<u32>(start(column) + (row << 2));
}

@inline export function u16Of(column: usize, row: usize): u32 {
  return load<u16>(start(column) + (row << 1));
}

@inline export function u8Of(column: usize, row: usize): u32 {
  return load<u8>(start(column) + row);
}

/** The last of the four words of an address: an IPv4 address. */
@inline export function ipv4Of(column: usize, row: usize): u32 {
  return load<u32>(start(column) + (row << 4) + 12);
}

/** The four words of an address: an IPv6 address. */
@inline export function ipv6Of(column: usize, row: usize): v128 {
  return v128.load(start(column) + (row << 4));
}

/** The address column of the other end. */
@inline export function otherIp(isReceived: u32): usize {
  return isReceived ? SOURCE_IP : DESTINATION_IP;
}
