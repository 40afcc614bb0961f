// The rationale of a journey from the store, open or closed. It reads no prompt: what a model was told nobody may read here.
import type { JsonValue } from '../../../contracts/canonical-json.ts';
import type { DocumentRef } from '../../../contracts/ids.ts';
import type { Store } from '../../../contracts/ports/store.ts';
import type { ExplainJourney } from '../../../contracts/rationale.ts';
import { namedInEntries } from '../named-in-entries.ts';
import { rationaleOf } from './rationale-of.ts';

// A person may be refused some dozen times before the door closes to him (policies/limits.yaml); what comes after stands in the ledger.
const mostRefusals = 200;
const refusalKinds = ['decision.refused', 'checkpoint.action_refused'] as const;

export interface ExplainJourneyDeps {
  store: Pick<Store, 'documents' | 'ledger' | 'policySnapshots' | 'policyDecisions'>;
}

export function createExplainJourney({ store }: ExplainJourneyDeps): ExplainJourney {
  return async ({ tenant, journeyId, type, entries, texts }) => {
    const told = entries.map((entry) => ({ ...entry, facts: withoutPrompt(entry.facts) }));
    const named = namedInEntries(told);
    const [policies, decisions, records, revealed] = await Promise.all([
      Promise.all(
        named.policies.map(async (hash) => ({ hash, canonical: await store.policySnapshots.get({ hash }) })),
      ),
      store.policyDecisions.list({ tenant, journeyId }),
      Promise.all(
        refusalKinds.map((kind) =>
          store.ledger.list({ tenant, journeyId, kind, limit: mostRefusals, afterIndex: null }),
        ),
      ),
      texts
        ? Promise.all(
            named.documents.map(async ({ ref }): Promise<[DocumentRef, JsonValue | null]> => {
              return [ref, (await store.documents.get({ tenant, ref }))?.body ?? null];
            }),
          )
        : [],
    ]);
    const source = { type, entries, decisions, policies };
    const refusals = records.flat().sort((one, other) => one.index - other.index);
    return rationaleOf({ ...source, records: refusals }, new Map(revealed));
  };
}

function withoutPrompt({ sent: _sent, ...facts }: Record<string, unknown>): Record<string, unknown> {
  return facts;
}
