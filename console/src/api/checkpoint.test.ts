// What is offered as an answer, to whom and about what; one function for the buttons, the keys and the address.
import { expect, test } from 'vitest';
import { answers, isOffered, openCheckpoint } from './checkpoint.ts';
import type { Call, Journey, JourneyDetail } from './types.ts';

const checkpoint = { requestId: 'req_1', blocked: false } as Journey['checkpoint'];
const waiting = { stage: 'checkpoint', outcome: null, checkpoint } as Journey;
const all = [...answers, 'claim'] as const;
const everything = () => true;
const offered = (journey: Journey | JourneyDetail, may: (call: Call) => boolean = everything) =>
  all.filter((action) => isOffered(action, journey, may));

test('whoever decides is offered every answer to what waits', () => {
  expect(offered(waiting)).toEqual(all);
  expect(openCheckpoint(waiting)).toBe(checkpoint);
});

test('what the guard blocks is not offered for approval', () => {
  const blocked = { ...waiting, checkpoint: { ...checkpoint, blocked: true } } as Journey;
  expect(offered(blocked)).toEqual(['edit', 'reject', 'delegate', 'claim']);
});

test('what somebody may not read is not offered to him for an edit', () => {
  expect(offered({ ...waiting, content: null })).not.toContain('edit');
  expect(offered({ ...waiting, content: {} } as JourneyDetail)).toContain('edit');
});

test('nothing is offered once it waits no more, nor to who does not decide', () => {
  expect(offered({ ...waiting, stage: 'act' })).toEqual([]);
  expect(offered({ ...waiting, stage: 'checkpoint', outcome: 'expired' })).toEqual([]);
  expect(offered({ ...waiting, checkpoint: null })).toEqual([]);
  expect(offered(waiting, () => false)).toEqual([]);
  expect(offered(waiting, (call) => call === 'checkpoint.act')).toEqual(['delegate', 'claim']);
});
