// Destroys what is kept of a detached subject: in the CRM, in the vector store, then his key, values and texts here. In this order,
// because the key goes with the only copy of what the connectors must be asked. Each part may be asked again. It destroys nobody of whom
// the register does not say that his erasure was approved.
import type { ErasureContext } from '../../../contracts/erasure.ts';
import type { SubjectErased } from '../../../contracts/erasure-certificate.ts';
import type { EpochMilliseconds } from '../../../contracts/ids.ts';
import type { CrmConnector } from '../../../contracts/ports/crm.ts';
import type { ErasureRegister, SubjectRuns } from '../../../contracts/ports/erasure.ts';
import type { KnowledgeStore } from '../../../contracts/ports/knowledge.ts';
import { readApproved } from './read-erasure.ts';

type Answer = SubjectErased['connectors'][number];

export interface EraseSubjectDeps {
  store: { erasures: Pick<ErasureRegister, 'get' | 'customerOf' | 'destroy'> };
  crm: Pick<CrmConnector, 'name' | 'region' | 'erase'>;
  knowledge: Pick<KnowledgeStore, 'name' | 'region' | 'deleteSubject'>;
  runs: Pick<SubjectRuns, 'endAgent'>;
  clock: () => EpochMilliseconds;
  /** What an earlier try of this activity heard from the connectors, as far as anybody knows: told again, they say `missing`. */
  answers: { before: readonly Answer[]; keep: (answers: readonly Answer[]) => void };
}

export function createEraseSubject(deps: EraseSubjectDeps) {
  const { store, crm, knowledge, runs, clock, answers } = deps;

  /** @returns null when it cannot be asked: nobody knows the customer's id any more. */
  async function askCrm(input: ErasureContext): Promise<Answer | null> {
    const { tenant, erasure } = input;
    const { name, region } = crm;
    const customerId = await store.erasures.customerOf({ tenant, id: erasure });
    if (customerId === null) return null;
    const answer = await crm.erase({ tenant, customerId });
    return {
      ...{ name, region, verdict: answer.verdict },
      objects: answer.verdict === 'erased' ? answer.objects : 0,
    };
  }

  async function askKnowledge({ tenant, subject }: ErasureContext): Promise<Answer> {
    const { name, region } = knowledge;
    const objects = await knowledge.deleteSubject({ scope: { tenant }, subject });
    return { name, region, verdict: objects > 0 ? 'erased' : 'missing', objects };
  }

  return async function eraseSubject(input: ErasureContext): Promise<SubjectErased> {
    const { tenant, subject, erasure } = input;
    await readApproved(store, input);
    const before = (asked: Pick<Answer, 'name'>) => answers.before.find(({ name }) => name === asked.name);
    const inCrm = before(crm) ?? (await askCrm(input));
    const asked = inCrm ? [inCrm] : [];
    answers.keep(asked);
    const inKnowledge = before(knowledge) ?? (await askKnowledge(input));
    const connectors = [...asked, inKnowledge];
    answers.keep(connectors);
    const { documents, personalValues, passages } = await store.erasures.destroy({
      ...{ tenant, id: erasure, passages: inKnowledge.objects, now: clock() },
    });
    // An event that was on its way when he was detached may have called his agent back: it knows nobody now.
    await runs.endAgent({ tenant, subject });
    const notAsked = inCrm ? {} : { notAsked: [{ name: crm.name, region: crm.region }] };
    return { documents, personalValues, passages, connectors, ...notAsked };
  };
}
