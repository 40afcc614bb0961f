// To which models, vector stores and customer systems parts of a subject's data went, and into which region: counted from the evidence.
import type { EvidenceEntry } from '../../../contracts/evidence-entry.ts';
import { text } from '../lineage/read-codes.ts';
import { factsOf } from '../read-facts.ts';

export interface SentTo {
  part: 'model' | 'vector_store' | 'crm';
  name: string;
  version: string | null;
  region: string;
  times: number;
}

export interface CountSent {
  see(entries: readonly Pick<EvidenceEntry, 'type' | 'facts'>[]): void;
  all(): SentTo[];
}

export function countSent(): CountSent {
  const counted = new Map<string, SentTo>();
  const count = (part: SentTo['part'], name: unknown, version: unknown, region: unknown) => {
    const one = { part, name: text(name) ?? '', version: text(version), region: text(region) ?? '' };
    const key = JSON.stringify(one);
    counted.set(key, { ...one, times: (counted.get(key)?.times ?? 0) + 1 });
  };
  return {
    see(entries) {
      for (const { type, facts } of entries) {
        const held = factsOf(facts);
        const model = factsOf(held['model']);
        if (type === 'draft.inferred')
          count(
            'model',
            `${text(model['provider'])} ${text(model['model'])}`,
            model['version'],
            model['region'],
          );
        if (type === 'evidence.retrieved' || type === 'evidence.none')
          count('vector_store', held['store'], null, held['region']);
        if (type === 'crm.acted') count('crm', 'crm', null, held['region']);
      }
    },
    all: () => [...counted].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, sent]) => sent),
  };
}
