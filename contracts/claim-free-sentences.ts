// Sentences that claim nothing, so they need no evidence: the composer says one when no passage was found, and the guard
// lets exactly these pass without a citation. Never add one that states a fact, a price, a time or a promise.
export const claimFreeSentences: readonly string[] = [
  'Please tell us if you would like help.',
  'Please tell us how we can reach you best.',
  'Please tell us what matters most to you.',
];
