// The words by which a journey looks for knowledge. They come from policy's closed vocabulary, never from what a customer
// wrote: a search term is logged and indexed in places that a person's text must not reach.
import type { IntentReason } from '../../contracts/control-facts.ts';
import type { IntentPolicy } from '../../contracts/policy.ts';

/**
 * Topics of the reasons that spoke for the intent, strongest first; a reason without topics gives the words of its code.
 * Without reasons, those of every feature that can speak for it.
 */
export function buildQuery(policy: IntentPolicy, reasons: readonly IntentReason[] | undefined): string {
  const strength = new Map(reasons?.map(({ code, contribution }) => [code, contribution]));
  const speaking = policy.features
    .map((feature) => ({ feature, weight: reasons ? (strength.get(feature.code) ?? 0) : feature.weight }))
    .filter(({ weight }) => weight > 0)
    .sort((one, other) => other.weight - one.weight);
  const words = speaking.flatMap(({ feature }) => feature.topics ?? [feature.code]);
  return [...new Set(words.map((word) => word.toLowerCase().replaceAll('_', ' ')))].join(' ');
}
