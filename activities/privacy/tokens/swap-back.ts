// Swaps the tokens of approved operations back to the values that they stand for. Called in one place, the act, at the moment of
// writing. It never guesses: a token without a value keeps the whole act from happening.
import type { CrmOperation, CustomerIdentity } from '../../../contracts/ports/crm.ts';
import type { ValueVault } from '../../../contracts/ports/store.ts';
import { stringsOf } from '../output/outgoing-texts.ts';
import { detokenise } from './detokenise.ts';
import { findTokens } from './find-tokens.ts';
import { mapStrings } from './protect-texts.ts';

export interface SwapBackInput {
  operations: CrmOperation[];
  /** As the CRM has it now, for proposals from before 2026-11-21. */
  identity: CustomerIdentity;
  valuesOf: (tokens: string[]) => ReturnType<ValueVault['valuesOf']>;
}

/** @returns `unknown`: the token's value is gone, or was never this customer's. */
export async function swapBack(
  input: SwapBackInput,
): Promise<{ verdict: 'swapped'; operations: CrmOperation[] } | { verdict: 'unknown' }> {
  const { operations, identity } = input;
  const wanted = new Set(stringsOf(operations).flatMap((text) => findTokens(text).map(({ token }) => token)));
  const values = wanted.size === 0 ? [] : await input.valuesOf([...wanted]);
  if (values.length < wanted.size) return { verdict: 'unknown' };
  const swapped = mapStrings(operations, (text) => detokenise(unmask(text, identity), values).text);
  return { verdict: 'swapped', operations: swapped };
}

/** Proposals from before 2026-11-21 wait at checkpoints with these; no new text has them. */
function unmask(text: string, { name, email, phone }: CustomerIdentity): string {
  const masks = [
    ['[[NAME_1]]', name],
    ['[[EMAIL_1]]', email],
    ['[[PHONE_1]]', phone],
  ] as const;
  return masks.reduce((result, [mask, value]) => (value ? result.replaceAll(mask, value) : result), text);
}
