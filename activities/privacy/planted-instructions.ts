// What the screens say of the passages that a draft rests on. Whoever wrote a passage may have written to the model: then more eyes
// decide, and they see why. It repeats no text, and stops nothing: whatever a passage says, it is data.
import type { Finding } from '../../contracts/control-facts.ts';
import type { PassageText } from '../../contracts/ports/model.ts';
import { plantedCode } from '../../contracts/screen-sentences.ts';
import { createKeptByText } from './kept-by-text.ts';
import { screenFields } from './screens/screen-fields.ts';

// A false alarm costs a second person's time. At the screen's own .5 two of the 95 passages of the samples were called one; from .9
// none is, and two of three planted orders are found (planted-instructions.test.ts).
const certainFrom = 0.9;
/** Findings stand in histories; the strongest three of a passage say enough. */
const mostOfOne = 3;

/** @returns a function that remembers what it said of a passage's text. */
export function createPlantedInstructions(): (passages: readonly PassageText[]) => Finding[] {
  const known = createKeptByText<string[]>();

  function codesOf({ title, text }: PassageText): string[] {
    const key = `${title}\n${text}`;
    const kept = known.get(key);
    if (kept) return kept;
    const codes = screened({ title, text });
    known.keep(key, codes);
    return codes;
  }

  return (passages) =>
    passages.flatMap((passage) =>
      codesOf(passage).map((code): Finding => ({ code, severity: 'warn', about: passage.id })),
    );
}

/** `planted_` and the code of contracts/screens.ts, strongest first; none where the whole is harmless. */
function screened(fields: Record<string, string>): string[] {
  const { score, findings } = screenFields(fields);
  if (score < certainFrom) return [];
  const codes = findings.toSorted((one, other) => other.weight - one.weight).map(({ code }) => plantedCode(code));
  return [...new Set(codes)].slice(0, mostOfOne);
} // prettier-ignore
