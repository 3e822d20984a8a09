const BEGIN = '<!-- figures: begin -->';
const END = '<!-- figures: end -->';

/** A page with other figures between its markers. */
export const withFigures = (page: string, figures: string): string => {
  const begin = page.indexOf(BEGIN);
  const end = page.indexOf(END);
  if (begin === -1 || end < begin) throw new RangeError(`the page lacks ${BEGIN} and ${END}`);
  return `${page.slice(0, begin + BEGIN.length)}\n\n${figures}\n${page.slice(end)}`;
};
