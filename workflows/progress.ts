// What an operator sees in the Temporal UI without opening a payload: current details and two search attributes.
// Codes only. Search attributes are upserted where an operator searches for them: a person is awaited, the end.
import { setCurrentDetails, upsertSearchAttributes } from '@temporalio/workflow';
import { defineSearchAttributeKey } from '@temporalio/common';
import type { JourneyOutcome, JourneyStage } from '../contracts/control-facts.ts';
import { journeyStages } from '../contracts/control-facts.ts';
import { searchAttributeNames } from '../contracts/wire-names.ts';

export const stageAttribute = defineSearchAttributeKey(searchAttributeNames.stage, 'KEYWORD');
export const outcomeAttribute = defineSearchAttributeKey(searchAttributeNames.outcome, 'KEYWORD');

export function createProgress() {
  let stage: JourneyStage = 'detect';
  let outcome: JourneyOutcome | null = null;

  function show() {
    const reached = journeyStages.indexOf(stage);
    const line = journeyStages.map((name, at) =>
      at < reached ? `${name} ✓` : at === reached ? `**${name}**` : name,
    );
    setCurrentDetails(outcome ? `**${outcome}**` : line.join(' → '));
  }

  return {
    get stage() {
      return stage;
    },
    get outcome() {
      return outcome;
    },
    enter(next: JourneyStage) {
      stage = next;
      if (stage === 'checkpoint') upsertSearchAttributes([{ key: stageAttribute, value: stage }]);
      show();
    },
    end(reached: JourneyOutcome) {
      outcome = reached;
      upsertSearchAttributes([
        { key: stageAttribute, value: 'ended' },
        { key: outcomeAttribute, value: reached },
      ]);
      show();
    },
  };
}
