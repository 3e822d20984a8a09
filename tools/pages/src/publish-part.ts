import { readText, writeText } from '@networkml/pipeline';
import { print } from '@networkml/pipeline/command-line';
import { replaceGenerated } from './generated-part.ts';

/** A part of a document that a command writes. */
export interface PagePart {
  /** The file of the document. */
  readonly page: string;
  /** What stands in the markers `<!-- name -->` and `<!-- /name -->`. */
  readonly name: string;
  /** Whether it is written; it is printed in any case. */
  readonly write: boolean;
}

/** Prints a text and, where asked to, puts it between the markers of a document. @throws Error where they are not there; PipelineError of the file. */
export const publishPart = async ({ page, name, write }: PagePart, text: string): Promise<void> => {
  await print(`${text}\n`);
  if (write) await writeText(page, replaceGenerated(await readText(page), name, text));
};
