// Drafting as a whole: what is stored, what the workflow gets, and who answers when the model cannot.
import { fileURLToPath } from 'node:url';
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { createExtractiveComposer } from '../../connectors/model/extractive/create-extractive-composer.ts';
import { createOllamaModel } from '../../connectors/model/ollama/create-ollama-model.ts';
import { claimFreeSentences } from '../../contracts/claim-free-sentences.ts';
import type { InferProposalInput } from '../../contracts/stage-messages.ts';
import { failures } from '../../contracts/failures.ts';
import type { PolicySet } from '../../contracts/policy.ts';
import type { GenerateInput, ModelConnector } from '../../contracts/ports/model.ts';
import { startFakeOllama } from '../../test/support/fake-ollama.ts';
import { samplePassages } from '../../test/support/inference-samples.ts';
import {
  customerFacts,
  journeyContext,
  memoryCrm,
  memoryStore,
  now,
} from '../../test/support/memory-activity-ports.ts';
import type { MemoryStore } from '../../test/support/memory-activity-ports.ts';
import { loadJourneyCatalog } from '../../workers/journey-catalog.ts';
import type { JourneyCatalog } from '../../contracts/journey.ts';
import { loadPolicySet } from '../policy/load-policy-set.ts';
import { createInferProposal } from './infer-proposal.ts';
import type { DraftBody } from './infer-proposal.ts';
import { aSwitch, memoryCounters, memorySwitches, someLimits } from '../../test/support/memory-limits.ts';
import type { MemoryCounters, MemorySwitches } from '../../test/support/memory-limits.ts';

const folder = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const context = journeyContext('churn-rescue', 'lumen-retail', 'in');
const composer = createExtractiveComposer({ region: 'in' });
const goodOutput = { remedy: 'points-250', channel: 'push', message: [{ text: 'Hello.', citations: [] }] };

let set: PolicySet;
let catalog: JourneyCatalog;
let store: MemoryStore;
let evidence: InferProposalInput['evidence'];

beforeAll(async () => {
  set = await loadPolicySet(folder('policies'));
  catalog = await loadJourneyCatalog(folder('workflows/journeys'));
});
beforeEach(async () => {
  store = memoryStore(context, {
    purpose: 'retention',
    dataClasses: ['profile', 'loyalty', 'service'],
    policySnapshot: set.hash,
  });
  evidence = await store.documents.put({
    tenant: context.tenant,
    subject: context.subject,
    kind: 'evidence-set',
    body: { protection: 'tokens/1', passages: samplePassages } as never,
  });
});

function infer(
  primary: ModelConnector | null,
  over: {
    signal?: AbortSignal;
    fallback?: ModelConnector;
    facts?: object;
    switches?: MemorySwitches;
    counters?: MemoryCounters;
    current?: PolicySet | null;
  } = {},
) {
  const activity = createInferProposal({
    policies: {
      current: async () => {
        const current = over.current === undefined ? set : over.current;
        if (!current) throw failures.policyUnreadable('test');
        return current;
      },
      byHash: async () => set,
    },
    store,
    switches: over.switches ?? memorySwitches(),
    counters: over.counters ?? memoryCounters(),
    crm: memoryCrm(customerFacts(over.facts)),
    catalog,
    models: { primary, fallback: over.fallback ?? composer },
    region: 'in',
    clock: () => now,
    signal: () => over.signal ?? new AbortController().signal,
  });
  return (input: Partial<InferProposalInput> = {}) =>
    activity({ ...context, grant: 'grant-1', policySnapshot: set.hash, evidence, repair: null, ...input });
}

function scripted(
  answer: (input: GenerateInput) => unknown,
): Omit<ModelConnector, 'generate'> & { generate: ReturnType<typeof vi.fn<ModelConnector['generate']>> } {
  const generate = vi.fn(async (input: GenerateInput) => {
    const output = await answer(input);
    return { output, model: 'scripted', version: 'sha', promptTokens: 10, outputTokens: 5, durationMs: 7 };
  });
  return { provider: 'ollama', region: 'in', probe: async () => ({ ready: true, detail: '' }), generate };
}
const broken = (make: () => Error) => scripted(() => { throw make(); }); // prettier-ignore
const bodyOf = (kind: string) =>
  store.written.findLast((document) => document.kind === kind)?.body as unknown;
const draftBody = () => bodyOf('draft') as DraftBody;

describe('inferProposal', () => {
  it('stores prompt and draft, and gives the workflow facts without a text', async () => {
    const model = scripted(() => goodOutput);
    const result = await infer(model)();
    expect(result.model).toEqual({
      provider: 'ollama', model: 'scripted', version: 'sha', prompt: { id: 'churn-rescue', hash: set.prompts['churn-rescue']!.hash },
      region: 'in', promptTokens: 10, outputTokens: 5, durationMs: 7, fallback: null,
    }); // prettier-ignore
    expect(Object.keys(result)).toEqual(['draft', 'model', 'sent']);
    const prompt = bodyOf('prompt') as { system: string; user: string };
    expect(result.sent).toEqual({
      document: store.written.find(({ kind }) => kind === 'prompt')?.reference,
      fields: ['language', 'loyalty', 'openCases', 'segment'],
      hidden: {},
      characters: {
        prompt: prompt.system.length + prompt.user.length,
        answer: JSON.stringify(goodOutput).length,
      },
    });
    expect(draftBody()).toMatchObject({ output: goodOutput, passages: samplePassages, fallback: null });
    expect(draftBody().options.remedies?.map(({ id }) => id)).toContain('points-250');
    expect(bodyOf('prompt')).toMatchObject({
      fields: ['language', 'loyalty', 'openCases', 'segment'],
      template: { id: 'churn-rescue' },
    });
    expect(store.patches).toEqual([
      { stage: 'guard', model: { provider: 'ollama', model: 'scripted', fallback: null } },
    ]);
    expect(JSON.stringify(store.written)).not.toMatch(/Aoife|example\.test/);
  });

  it('shows a model tokens only, and keeps what it made of them as they were issued', async () => {
    const texts = [{ id: 'kp_aaaa', source: 'faq', title: 'Call', text: 'Aoife Byrne asked about delays.' }];
    // A set from before tokens: what it holds in the clear is hidden now.
    const old = await store.documents.put({
      tenant: context.tenant,
      subject: context.subject,
      kind: 'evidence-set',
      body: { passages: texts },
    });
    const model = scripted(({ passages }) => {
      const [token = ''] = /\[\[PERSON_\w+\]\]/.exec(passages[0]?.text ?? '') ?? [];
      const wrapped = token.toUpperCase().replace('_', '_\n').replace('[[', '[ [');
      const text = `${wrapped} pays by 4111 1111 1111 1111, says mallory@example.test.`;
      return { ...goodOutput, message: [{ text, citations: ['kp_aaaa'] }] };
    });
    const { sent } = await infer(model)({ evidence: old });
    const [{ prompt }] = model.generate.mock.calls[0] as [GenerateInput];
    expect(prompt.user).toMatch(/\[\[PERSON_[0-9a-z]{16}\]\] asked about delays/);
    const { text } = (draftBody().output as typeof goodOutput).message[0]!;
    const form =
      /^(\[\[PERSON_[0-9a-z]{16}\]\]) pays by \[\[CREDIT_CARD_[0-9a-z]{16}\]\], says \[\[EMAIL_ADDRESS_\w{16}\]\]\.$/;
    expect(text).toMatch(form);
    expect(prompt.user).toContain(form.exec(text)?.[1]);
    expect(sent?.hidden).toEqual({ PERSON: 1 });
    expect([...store.kept.values()].map(({ value }) => value).sort()).toEqual([
      '4111 1111 1111 1111',
      'Aoife Byrne',
      'mallory@example.test',
    ]);
    expect(JSON.stringify(store.written.slice(2))).not.toMatch(/Aoife|4111|mallory/);
  });

  it('lets the model choose only among the options and passages of this customer', async () => {
    const model = scripted(() => goodOutput);
    await infer(model, { facts: { consents: { purposes: {}, channels: { push: true } } } })();
    const [{ schema }] = model.generate.mock.calls[0] as [GenerateInput];
    expect(schema).toMatchObject({
      properties: {
        channel: { enum: ['push'] },
        message: { items: { properties: { citations: { items: { enum: ['kp_aaaa', 'kp_bbbb'] } } } } },
      },
    });
  });

  it('drafts with the real Ollama connector', async () => {
    const fake = await startFakeOllama();
    const { model } = await infer(createOllamaModel({ url: fake.url, model: 'tiny', region: 'in' }))();
    await fake.close();
    expect(model).toMatchObject({ provider: 'ollama', model: 'tiny', fallback: null });
    expect(draftBody().output).toMatchObject({ remedy: 'small', channel: 'whatsapp' });
  });

  it.each([
    ['no_model_configured', null],
    ['model_unavailable', broken(() => failures.dependencyUnavailable('away'))],
    ['model_overloaded', broken(() => failures.modelOverloaded('full'))],
    ['output_unusable', broken(() => failures.modelOutputUnusable('prose'))],
  ])('%s: the composer answers, labelled, with quotes only', async (fallback, primary) => {
    const { model } = await infer(primary)();
    expect(model).toMatchObject({ provider: 'extractive', fallback });
    const { message } = draftBody().output as typeof goodOutput;
    expect(message.length).toBeGreaterThan(0);
    for (const { text, citations } of message) {
      expect(samplePassages.find(({ id }) => id === citations.at(0))?.text).toContain(text);
    }
  });

  it('composes when asked to: no question to the model, no prompt, labelled, and no quote of a forbidden promise', async () => {
    const model = scripted(() => goodOutput);
    const promise = {
      id: 'kp_cccc',
      source: 'faq',
      title: 'Delays',
      text: 'You get a guaranteed return on whatever you invest.',
    };
    const promised = await store.documents.put({
      tenant: context.tenant,
      subject: context.subject,
      kind: 'evidence-set',
      body: { passages: [promise, ...samplePassages] } as never,
    });
    const { model: facts } = await infer(model)({ evidence: promised, compose: true });
    expect(facts).toMatchObject({ provider: 'extractive', fallback: 'output_unusable' });
    expect(model.generate).not.toHaveBeenCalled();
    expect(bodyOf('prompt')).toBeUndefined();
    expect(draftBody().fallback).toBe('output_unusable');
    const { message } = draftBody().output as typeof goodOutput;
    expect(message.length).toBeGreaterThan(0);
    expect(JSON.stringify(message)).not.toContain('kp_cccc');
    expect((await infer(null)({ compose: true })).model.fallback).toBe('output_unusable');
  });

  it('keeps what a call took, as far as the model says', async () => {
    const model = scripted(() => goodOutput);
    const spent = { loadMs: 900, promptMs: 120 };
    const generate = async (input: GenerateInput) => ({ ...(await model.generate(input)), ...spent });
    expect((await infer({ ...model, generate })()).model).toMatchObject({ durationMs: 7, ...spent });
  });

  it('opens the breaker after three failures, and does not ask again', async () => {
    const model = broken(() => failures.dependencyUnavailable('away'));
    const run = infer(model);
    for (let turn = 0; turn < 5; turn += 1) expect((await run()).model.fallback).toBe('model_unavailable');
    expect(model.generate).toHaveBeenCalledTimes(3);
  });

  it('an answer that misses the schema is left to the guard once, and replaced on the repair turn', async () => {
    const model = scripted(() => ({ remedy: 3 }));
    const first = await infer(model)();
    expect(first.model.fallback).toBeNull();
    expect(draftBody().output).toEqual({ remedy: 3 });
    const findings = [{ code: 'schema_mismatch', severity: 'block' as const, about: 'remedy' }];
    const second = await infer(model)({ repair: { draft: first.draft, findings } });
    expect(second.model.fallback).toBe('output_unusable');
    expect((bodyOf('prompt') as { user: string }).user).toContain('schema_mismatch (block), about remedy');
  });

  it('the composer does not quote again what the guard doubted', async () => {
    const first = await infer(null)();
    const doubted = (draftBody().output as typeof goodOutput).message.map(({ citations }, index) => ({
      about: String(index),
      citations,
    }));
    const findings = doubted
      .filter(({ citations }) => citations.some((id) => id === 'kp_bbbb'))
      .map(({ about }) => ({ code: 'link_not_allowed', severity: 'block' as const, about }));
    expect(findings).toHaveLength(1);
    const second = await infer(null)({ repair: { draft: first.draft, findings } });
    expect(JSON.stringify(draftBody().output)).not.toContain('kp_bbbb');
    expect(second.model.fallback).toBe('no_model_configured');
  });

  it('the composer drops passages with a forbidden promise once an operation was refused', async () => {
    const text =
      'You get a guaranteed return on whatever you invest. The courier traces each parcel within two days.';
    const body = { passages: [{ id: 'kp_1', source: 'faq', title: 't', text }] };
    const promised = await store.documents.put({
      tenant: context.tenant,
      subject: context.subject,
      kind: 'evidence-set',
      body,
    });
    const first = await infer(null)({ evidence: promised });
    const findings = [{ code: 'no-promises', severity: 'block' as const, about: 'operation:1' }];
    await infer(null)({ evidence: promised, repair: { draft: first.draft, findings } });
    expect(JSON.stringify(draftBody().output)).not.toContain('kp_1');
  });

  it('without evidence the composer claims nothing', async () => {
    await infer(null)({ evidence: null });
    const { message } = draftBody().output as typeof goodOutput;
    expect(message).toEqual([{ text: claimFreeSentences[0], citations: [] }]);
  });

  it('a cancelled activity ends with its reason, and the composer does not answer', async () => {
    const controller = new AbortController();
    const reason = new Error('cancelled');
    const model = scripted(() => {
      controller.abort(reason);
      throw reason;
    });
    await expect(infer(model, { signal: controller.signal })()).rejects.toBe(reason);
    expect(bodyOf('draft')).toBeUndefined();
  });

  it('a bug in a connector is not hidden by the composer', async () => {
    const bug = new TypeError('undefined is not a function');
    await expect(infer(broken(() => bug))()).rejects.toBe(bug);
  });

  it('fails closed: grant, region, erasure, changed evidence, unknown policy', async () => {
    const model = scripted(() => goodOutput);
    await expect(infer({ ...model, region: 'eu' })()).rejects.toMatchObject({ type: 'ResidencyViolation' });
    await expect(infer(model)({ region: 'eu' })).rejects.toMatchObject({ type: 'ResidencyViolation' });
    await expect(
      infer(model)({ evidence: { ...evidence!, commitment: 'f'.repeat(64) } }),
    ).rejects.toMatchObject({ type: 'ContractBroken' });
    store.grant = { purpose: 'marketing' };
    await expect(infer(model)()).rejects.toMatchObject({ type: 'PolicyDenied' });
    store.grant = { purpose: 'retention', actions: ['knowledge.search'] };
    await expect(infer(model)()).rejects.toMatchObject({ type: 'PolicyDenied' });
    store.grant = { purpose: 'retention', policySnapshot: set.hash, expiresAt: now };
    await expect(infer(model)()).rejects.toMatchObject({ type: 'GrantExpired' });
    store.grant = null;
    await expect(infer(model)()).rejects.toMatchObject({ type: 'PolicyDenied' });
    store.grant = { purpose: 'retention', policySnapshot: set.hash };
    store.erased = true;
    await expect(infer(model)()).rejects.toMatchObject({ type: 'PolicyDenied' });
    expect(model.generate).not.toHaveBeenCalled();
    expect(store.written.map(({ kind }) => kind)).not.toContain('draft');
  });
});

describe('what stands between a draft and the model', () => {
  const tenant = 'lumen-retail';
  const answering = () => scripted(() => goodOutput);
  const usedOf = (counters: MemoryCounters) => Object.fromEntries(counters.used);
  /** Today's policy with this budget; `set` is what the journey pinned. */
  const withBudget = (requests: number, tokens: number): PolicySet => {
    const limits = someLimits({
      model: {
        requests: { perMinute: requests, perDay: 1000 },
        tokens: { perMinute: tokens, perDay: 1_000_000 },
      },
    });
    return { ...set, limits };
  };

  it('a journey type or a tenant that is switched off is drafted by nobody, and the reason names the switch', async () => {
    for (const change of [{}, { scope: 'tenant', value: tenant }] as const) {
      const model = answering();
      const off = aSwitch(change);
      await expect(infer(model, { switches: memorySwitches(off) })()).rejects.toMatchObject({
        type: 'PolicyDenied',
        details: [
          {
            explanation: {
              code: 'switched_off',
              rule: `kill-switch:${off.scope}:${off.value}:${off.id}`,
              missing: ['switched_off'],
            },
          },
        ],
      });
      expect(model.generate).not.toHaveBeenCalled();
    }
  });

  it.each(['scripted', 'ollama'])(
    'a model that is switched off (%s) is replaced by the composer, labelled',
    async (value) => {
      const model = { ...answering(), model: 'scripted' };
      const counters = memoryCounters();
      const switches = memorySwitches(aSwitch({ scope: 'model', value }));
      const result = await infer(model, { switches, counters })();
      expect(result.model).toMatchObject({ provider: 'extractive', fallback: 'model_switched_off' });
      expect(model.generate).not.toHaveBeenCalled();
      expect(usedOf(counters)).toEqual({});
    },
  );

  it('another model, another journey type, another tenant and what was reset stop nothing', async () => {
    const reset = { at: 2, by: `prn_${'0'.repeat(32)}`, reasonCode: 'cause_removed' };
    const switches = memorySwitches(
      aSwitch({ scope: 'model', value: 'other' }),
      aSwitch({ value: 'advisory-outreach' }),
      aSwitch({ tenant: 'aldermoor-wealth', scope: 'tenant', value: 'aldermoor-wealth' }),
      aSwitch({ reset }),
    );
    expect((await infer(answering(), { switches })()).model.fallback).toBeNull();
  });

  it('the composer may be switched off too, and then nobody is left', async () => {
    const switches = memorySwitches(aSwitch({ scope: 'model', value: 'extractive' }));
    await expect(infer(null, { switches })()).rejects.toMatchObject({ type: 'PolicyDenied' });
  });

  it('drafts nothing while nobody can say what is switched off', async () => {
    const model = answering();
    const switches = Object.assign(memorySwitches(), { away: failures.dependencyUnavailable('store') });
    await expect(infer(model, { switches })()).rejects.toMatchObject({ type: 'DependencyUnavailable' });
    expect(model.generate).not.toHaveBeenCalled();
  });

  it('counts requests and the tokens that the model reports, in the minute and in the day', async () => {
    const counters = memoryCounters();
    await infer(answering(), { counters })();
    expect(usedOf(counters)).toEqual({
      [`${tenant} model.requests 60000`]: 1,
      [`${tenant} model.requests 86400000`]: 1,
      [`${tenant} model.tokens 60000`]: 15,
      [`${tenant} model.tokens 86400000`]: 15,
    });
  });

  it('counts its estimate for a model that reports nothing, and nothing for one that is away', async () => {
    const silent = memoryCounters();
    const model = answering();
    model.generate.mockResolvedValue({ output: goodOutput, model: 'm', version: '1', promptTokens: 0, outputTokens: 0, durationMs: 1 }); // prettier-ignore
    await infer(model, { counters: silent })();
    expect(silent.used.get(`${tenant} model.tokens 60000`)).toBeGreaterThan(512);
    const away = memoryCounters();
    await infer(
      broken(() => failures.dependencyUnavailable('away')),
      { counters: away },
    )();
    expect([...away.used.values()]).toEqual([0, 0, 0, 0]);
  });

  it.each([
    ['requests', 2, 1_000_000],
    ['tokens', 1000, 2_000],
  ])(
    'a spent budget of %s: the composer drafts, labelled, and the breaker stays closed for others',
    async (_, requests, tokens) => {
      const counters = memoryCounters();
      const model = answering();
      const current = withBudget(requests, tokens);
      model.generate.mockResolvedValue({ output: goodOutput, model: 'm', version: '1', promptTokens: 900, outputTokens: 0, durationMs: 1 }); // prettier-ignore
      const draft = infer(model, { counters, current });
      const fallbacks: (string | null)[] = [];
      for (let turn = 0; turn < 7; turn += 1) fallbacks.push((await draft()).model.fallback);
      const asked = model.generate.mock.calls.length;
      expect(asked).toBeGreaterThan(0);
      expect(asked).toBeLessThan(3);
      expect(fallbacks).toEqual(fallbacks.map((_one, turn) => (turn < asked ? null : 'model_budget')));
      counters.used.clear();
      expect((await draft()).model.fallback).toBeNull();
    },
  );

  it('asks no model while today’s limits cannot be read', async () => {
    const model = answering();
    const { limits: _, ...without } = set;
    expect((await infer(model, { current: without })()).model.fallback).toBe('model_budget');
    expect((await infer(model, { current: null })()).model.fallback).toBe('model_budget');
    expect(model.generate).not.toHaveBeenCalled();
  });
});
