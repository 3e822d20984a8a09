import { type PacketBatch } from '@networkml/pcap-reader';

/**
 * Makes captures that are read in turn one: the first packet with a time of a later one gets the time since the last
 * packet with a time before it, as `PacketBatch.deltaSeconds` has it within a capture.
 */
export class CaptureSeam {
  #seconds = Number.NaN;
  #nanos = 0;
  #isOpen = false;

  /** The packets that follow are of the next capture. */
  open(): void {
    this.#isOpen = true;
  }

  /** Corrects the time that a batch has for its first packet, where the seam is open. */
  close(batch: PacketBatch): void {
    if (this.#isOpen) {
      const row = batch.seconds.findIndex((seconds, index) => index < batch.count && !Number.isNaN(seconds));
      if (row !== -1) {
        const delta = batch.seconds[row] - this.#seconds + (batch.nanos[row] - this.#nanos) / 1e9;
        batch.deltaSeconds[row] = Number.isNaN(delta) ? 0 : delta;
        this.#isOpen = false;
      }
    }
    this.#remember(batch);
  }

  #remember(batch: PacketBatch): void {
    let row = batch.count - 1;
    while (row >= 0 && Number.isNaN(batch.seconds[row])) row -= 1;
    if (row < 0) return;
    this.#seconds = batch.seconds[row];
    this.#nanos = batch.nanos[row];
  }
}
