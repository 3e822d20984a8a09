/* Reads and writes of the numbers of a device: places are those of the layout, in doubles. */

/** Adds to the double at a place. */
@inline export function add(device: usize, place: usize, value: f64): void {
  const at = device + (place << 3);
  store<f64>(at, load<f64>(at) + value);
}

/** Adds 1 to the double at a place. */
@inline export function count(device: usize, place: usize): void {
  add(device, place, 1);
}

/** The double at a place. */
@inline export function at(device: usize, place: usize): f64 {
  return load<f64>(device + (place << 3));
}

/** Sets the double at a place. */
@inline export function set(device: usize, place: usize, value: f64): void {
  store<f64>(device + (place << 3), value);
}

/** Takes a number into the range at a place. */
@inline export function addToRange(device: usize, place: usize, value: f64): void {
  count(device, place);
  add(device, place + 1, value);
  if (value < at(device, place + 2)) set(device, place + 2, value);
  if (value > at(device, place + 3)) set(device, place + 3, value);
}
