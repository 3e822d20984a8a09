/** Control characters, which could make a terminal do things, and line ends. */

const CONTROL = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/g;

/** A text of a capture as one line that a terminal only shows: control characters become spaces. */
export const printable = (text: string): string => text.replaceAll(CONTROL, ' ');
