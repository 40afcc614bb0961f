// The evidence of a journey names every region that it used, and exactly one.
import { expect, it } from 'vitest';
import { regionsNamedIn } from '../../contracts/evidence-regions.ts';
import { recordedManifest, recordedText } from '../replay/recorded-text.ts';
import { replay } from '../support/replay.ts';
import type { RecordedHistory } from '../support/replay.ts';

it('run, knowledge store, model and CRM of a journey that acted', async () => {
  const { workflowId } = recordedManifest.histories['acted-fewer-tasks'] ?? { workflowId: '' };
  const entries = await replay(JSON.parse(recordedText('acted-fewer-tasks')) as RecordedHistory, workflowId);
  const naming = entries.filter((entry) => regionsNamedIn([entry]).length > 0).map(({ type }) => type);
  expect(naming).toEqual(['journey.started', 'evidence.retrieved', 'draft.inferred', 'crm.acted']);
  expect(regionsNamedIn(entries)).toEqual(['eu']);
  const [first, ...rest] = entries;
  const moved = { ...first, facts: { ...first?.facts, regions: { worker: 'in' } } };
  expect(regionsNamedIn([moved, ...rest])).toEqual(['eu', 'in']);
});
