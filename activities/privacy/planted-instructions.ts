// What the screens say of the passages that a draft rests on. Whoever wrote a passage may have written to the model: then more eyes
// decide, and they see why. It repeats no text, and stops nothing: whatever a passage says, it is data.
import { hashText } from '../../contracts/canonical-json.ts';
import type { Finding } from '../../contracts/control-facts.ts';
import type { PassageText } from '../../contracts/ports/model.ts';
import { plantedCode } from '../../contracts/screen-sentences.ts';
import { screenFields } from './screens/screen-fields.ts';

// A false alarm costs a second person's time. At the screen's own .5 two of the 95 passages of the samples were called one; from .9
// none is, and two of three planted orders are found (planted-instructions.test.ts).
const certainFrom = 0.9;
/** Findings stand in histories; the strongest three of a passage say enough. */
const mostOfOne = 3;
/** Passages of some kilobyte each that stay in memory: the same ones are found over and over, and one takes milliseconds. */
const mostKept = 2_000;

/** @returns a function that remembers what it said of a passage's text. */
export function createPlantedInstructions(): (passages: readonly PassageText[]) => Finding[] {
  const known = new Map<string, string[]>();

  function codesOf({ title, text }: PassageText): string[] {
    // By its hash: what is kept in memory must hold no text of a customer who may be erased.
    const key = hashText(`${title}\n${text}`);
    const kept = known.get(key);
    if (kept) return kept;
    const codes = screened({ title, text });
    const [oldest] = known.keys();
    if (known.size >= mostKept && oldest !== undefined) known.delete(oldest);
    known.set(key, codes);
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
