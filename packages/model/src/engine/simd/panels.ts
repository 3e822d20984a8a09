/** Floats of a panel's row. */
export const PANEL = 8;

/** So many floats, and as many more as fill the last panel. */
export const padded = (length: number): number => Math.ceil(length / PANEL) * PANEL;

/** Where item (row, column) of a matrix in panels lies: column blocks of eight, each row-major, one behind the other. */
export const panelIndex = (rowCount: number, row: number, column: number): number =>
  (Math.floor(column / PANEL) * rowCount + row) * PANEL + (column % PANEL);
