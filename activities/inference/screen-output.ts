// The first output screens: nothing that identifies the customer and no link leaves a draft. A person may still write
// either, knowingly, by editing; a model may not.
import type { Finding } from '../../contracts/control-facts.ts';
import type { CustomerIdentity } from '../../contracts/ports/crm.ts';

const LINK = /\b(?:https?:\/\/|www\.)\S+|\]\([^)]*\)|<\/?[a-z][^>]*>/i;

/** @returns findings by text index. `identity` null: nothing is known to leak. */
export function screenOutput(input: {
  texts: readonly string[];
  identity: CustomerIdentity | null;
}): Finding[] {
  const known = [input.identity?.name, input.identity?.email, input.identity?.phone].filter(
    (value): value is string => typeof value === 'string' && value.length >= 4,
  );
  return input.texts.flatMap((text, index): Finding[] => {
    const about = String(index);
    const found: Finding[] = [];
    if (LINK.test(text)) found.push({ code: 'link_not_allowed', severity: 'block', about });
    const folded = text.toLowerCase();
    if (known.some((value) => folded.includes(value.toLowerCase()))) {
      found.push({ code: 'identity_in_draft', severity: 'block', about });
    }
    return found;
  });
}
