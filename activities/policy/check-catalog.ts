// Journeys and policy name each other; a worker asks here at its start whether every name is known. It decides nothing.
import type { JourneyCatalog } from '../../contracts/journey.ts';
import type { PolicySet } from '../../contracts/policy.ts';
import { engineOf } from './policy-engine.ts';

/** Sentences, one for each name that leads nowhere; an empty list when journeys and policy fit. */
export async function checkCatalog(set: PolicySet, catalog: JourneyCatalog): Promise<string[]> {
  const faults: string[] = [];
  const { rules } = await engineOf(set);
  for (const type of catalog.types()) {
    const declaration = catalog.get(type)?.declaration;
    if (!declaration) continue;
    const { intent, prompt, checkpoint, purpose } = declaration;
    if (!set.intents[intent]) faults.push(`${type}: policies/intents/${intent}.yaml is missing`);
    if (!set.prompts[prompt]) faults.push(`${type}: policies/prompts/${prompt}.md is missing`);
    if (!set.checkpoints[checkpoint]) faults.push(`${type}: policies/checkpoints.yaml lacks ${checkpoint}`);
    if (!set.dataClasses.purposes[purpose])
      faults.push(`${type}: policies/data-classes.yaml lacks ${purpose}`);
    if (!rules.some(({ subject }) => subject === `journey:${type}`))
      faults.push(`${type}: no rule enables it`);
  }
  for (const { id, subject } of rules) {
    const type = subject.startsWith('journey:') ? subject.slice('journey:'.length) : '*';
    if (type !== '*' && !catalog.get(type)) faults.push(`rule ${id}: there is no journey ${type}`);
  }
  return faults;
}
