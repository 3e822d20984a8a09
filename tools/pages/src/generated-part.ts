/** Replaces what stands between the markers `<!-- name -->` and `<!-- /name -->`. @throws Error where they are not there. */
export const replaceGenerated = (page: string, name: string, text: string): string => {
  const opening = `<!-- ${name} -->`;
  const closing = `<!-- /${name} -->`;
  const start = page.indexOf(opening);
  const end = page.indexOf(closing, start);
  if (start < 0 || end < 0) throw new Error(`The page has no part between ${opening} and ${closing}.`);
  return `${page.slice(0, start + opening.length)}\n\n${text}\n\n${page.slice(end)}`;
};
