// Puts the canaries wherever somebody can put text, and drives journeys to every kind of end: acted, rejected, denied, edited, with
// refused decisions, a model that leaks, one that is away, and requests that are refused at the door. Through the public door alone,
// but for what only a CRM, a folder or an identity provider can bring.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { seedEmbeddedCrm } from '../../../connectors/crm/embedded/seed.ts';
import type { SeedCustomer } from '../../../connectors/crm/embedded/seed-types.ts';
import type { PersonaName } from '../../../samples/expected-cases.ts';
import { readExpectedCases } from '../../../samples/expected-cases.ts';
import { playSessions } from '../../../samples/play-behaviour.ts';
import { prngOf } from '../../../samples/prng.ts';
import type { SampleEvent } from '../../../samples/sample-types.ts';
import { createGatewayClient } from '../../../workers/demo/gateway-client.ts';
import type { GatewayAnswer } from '../../../workers/demo/gateway-client.ts';
import type { RunningStack } from '../../../workers/stack.ts';
import { fitting } from '../../support/fake-ollama.ts';
import type { FakeOllama } from '../../support/fake-ollama.ts';
import { untilFound } from '../../support/until-found.ts';
import { canariesOf, sentenceOf } from './canaries.ts';

export const retail = 'lumen-retail';
export const wealth = 'aldermoor-wealth';

export interface Planted {
  tenant: string;
  customerId: string;
}

const crm = canariesOf('crm');
const segment = canariesOf('segment');
const event = canariesOf('event');
const page = canariesOf('page');
const comment = canariesOf('comment');

function customer(customerId: string, tenant: string, facts: Partial<SeedCustomer['facts']> = {}): SeedCustomer {
  const isRetail = tenant === retail;
  return {
    customerId,
    identity: { name: crm.name, email: crm.email, phone: crm.phone },
    facts: {
      segment: `of ${segment.name}, card ${segment.card}, ${segment.email}`,
      riskClass: isRetail ? null : 3,
      loyalty: isRetail ? { tier: `silver ${segment.ssn} ${segment.ip}`, points: 1200 } : null,
      optedOut: false,
      consents: {
        purposes: { retention: true, investment_advice: true, service: true },
        channels: { whatsapp: true, push: true, phone: true },
      },
      timeZone: null,
      language: 'en',
      openCases: 0,
      holdings: [`account ${segment.iban}`, segment.phone],
      recentContacts: [],
      ...facts,
    },
  };
} // prettier-ignore

const customers = {
  acted: { tenant: retail, customerId: `acted.${crm.email}` },
  edited: { tenant: retail, customerId: `edited-${crm.phone.replaceAll(' ', '-')}` },
  rejected: { tenant: wealth, customerId: `rejected-${crm.ssn}` },
  denied: { tenant: wealth, customerId: `denied-${crm.card.replaceAll(' ', '-')}` },
} as const satisfies Record<string, Planted>;

/** Cards, addresses and names in each place of an event where text or a number may stand. */
function eventsOf({ tenant, customerId }: Planted, now: number): SampleEvent[] {
  const isRetail = tenant === retail;
  const behaviour = readExpectedCases().behaviours[isRetail ? 'flight-risk' : 'advisory-shift'];
  if (!behaviour) throw new RangeError('the samples lack a behaviour');
  const stage = { prng: prngOf(customerId), tenant, now, hoursAhead: isRetail ? 5.5 : 0, currency: isRetail ? 'INR' : 'EUR', priceOf: () => undefined }; // prettier-ignore
  const played = playSessions(stage, customerId, behaviour.sessions).map((one, at): SampleEvent => {
    const data = { ...one.data };
    if ('text' in data || one.type.includes('contact_logged')) data['text'] = sentenceOf('event');
    if ('sessionId' in data) data['sessionId'] = `session ${page.name} ${page.phone} ${String(data['sessionId'])}`;
    if ('path' in data) data['path'] = `/search?q=${encodeURIComponent(page.card)}&mail=${page.email}&from=${page.ip}`;
    if ('cartId' in data) data['cartId'] = `${String(data['cartId'])} ${page.card}`;
    return { ...one, id: `${customerId}-${at}-${event.email}-${event.card}`, source: `${one.source}/${encodeURIComponent(event.name)}`, data };
  }); // prettier-ignore
  const [first] = played;
  if (!first) throw new RangeError('no event');
  const more: Pick<SampleEvent, 'type' | 'data'>[] = [
    { type: 'com.wayproof.web.page_viewed.v1', data: { sessionId: page.ssn, topic: 'other', path: `/${page.iban}/${encodeURIComponent(page.name)}` } },
    { type: 'com.wayproof.web.tool_used.v1', data: { sessionId: page.ip, topic: 'other', inputs: { [event.iban]: 1, [event.name]: 2, card: Number(event.card.replace(/\s/g, '')) } } },
    { type: 'com.wayproof.commerce.product_viewed.v1', data: { sessionId: 's', topic: 'other', productId: `p ${page.ssn} ${page.phone}` } },
    { type: 'com.wayproof.commerce.order_placed.v1', data: { sessionId: 's', topic: 'other', orderId: `order ${page.card}`, valueMinor: 100, currency: 'EUR' } },
    { type: 'com.wayproof.service.contact_logged.v1', data: { topic: 'other', channel: 'chat', text: sentenceOf('event') } },
  ]; // prettier-ignore
  // Before all others, so that what they lead to stays what it was.
  return [
    ...more.map((one, at) => ({ ...first, ...one, id: `${event.phone}-${customerId}-${at}` })),
    ...played,
  ];
}

export interface Driven {
  outcomes: Record<keyof typeof customers, string | null>;
  /** What the refused decisions heard. */
  refusals: string[];
  /** Answers of the door to bad requests, as text. */
  problems: { what: string; text: string }[];
  customers: readonly Planted[];
  /** Ids of the journeys, by tenant. */
  journeys: { tenant: string; id: string }[];
  /** Whom the sign-in made known. */
  principal: string;
}

interface Seen {
  id: string;
  stage: string;
  outcome: string | null;
  checkpoint: {
    requestId: string;
    proposalHash: string;
    blocked: boolean;
    remaining: number;
    rejectReasons: string[];
  } | null;
  content: { draft: { output: Record<string, unknown> } | null } | null;
}

export async function driveCanaries(stack: RunningStack, ollama: FakeOllama): Promise<Driven> {
  const gateway = createGatewayClient(stack.gatewayUrl);
  const driven: Driven = {
    outcomes: { acted: null, edited: null, rejected: null, denied: null },
    ...{ refusals: [], problems: [], customers: Object.values(customers), journeys: [], principal: '' },
  };
  ollama.answer = leakingAnswer;
  await plantInCrm();
  await plantInKnowledge();
  driven.principal = await signIn();
  await Promise.all([
    gateway.sendEvents(retail, 'batch', eventsOf(customers.acted, Date.now())),
    gateway.sendEvents(wealth, 'batch', eventsOf(customers.rejected, Date.now())),
    gateway.sendEvents(wealth, 'batch', eventsOf(customers.denied, Date.now())),
  ]);
  await knockAtTheDoor();
  await sayInPassing();
  const [acted, rejected] = await Promise.all([untilOpen(customers.acted), untilOpen(customers.rejected)]);

  // An error of such a server quotes the prompt.
  ollama.behaviour = 'server_error';
  await gateway.sendEvents(retail, 'batch', eventsOf(customers.edited, Date.now()));
  const edited = await untilOpen(customers.edited);
  ollama.behaviour = 'answers';

  await refusedDecisions(acted);
  await decide('adviser', wealth, rejected, {
    decision: 'reject',
    reasonCode: rejected.checkpoint?.rejectReasons[0],
    comment: sentenceOf('comment'),
  });
  driven.outcomes.edited = await approve(customers.edited, edited, true);
  driven.outcomes.acted = await approve(customers.acted, acted, false);
  driven.outcomes.rejected = (await untilEnded(customers.rejected)).outcome;
  driven.outcomes.denied = (await untilEnded(customers.denied)).outcome;
  return driven;

  async function plantInCrm(): Promise<void> {
    for (const tenant of [retail, wealth]) {
      const own = Object.values(customers).filter((one) => one.tenant === tenant);
      await seedEmbeddedCrm({
        database: stack.stores.database,
        tenant,
        seed: {
          customers: own.map(({ customerId }) => customer(customerId, tenant, { optedOut: customerId === customers.denied.customerId })),
          ...{ products: [], offers: [], slots: [] },
        },
      }); // prettier-ignore
    }
  }

  /** By a folder, whose file names become ids, and by the API. */
  async function plantInKnowledge(): Promise<void> {
    const file = canariesOf('file');
    const named = `${file.name.toLowerCase().replace(' ', '-')}-${file.phone.replaceAll(' ', '')}`;
    // What names a document stands in lists for ever: these two names are refused, one with a card, one with a card in an address.
    const carded = `${named}-${file.card.replaceAll(' ', '')}`;
    const hidden = `${file.card.replaceAll(' ', '')}-${file.email}`;
    for (const tenant of [retail, wealth]) {
      const sources = tenant === retail ? ['offers', 'faq', 'policies'] : ['products', 'research', 'faq'];
      await loadFolder(tenant, Object.fromEntries(sources.map((source) => [`${source}/${named}-${file.email}.md`, markdown(tenant, source)]))); // prettier-ignore
      for (const name of [carded, hidden]) {
        await loadFolder(tenant, { [`faq/${name}.md`]: markdown(tenant, 'faq') }).catch((error: unknown) => {
          driven.problems.push({ what: `a file that is named for a card`, text: String(error) });
        });
      }
      for (const documentId of [`faq/${named.replace('+', '')}`, `faq/${carded.replace('+', '')}`]) {
        const document = { documentId, title: `About ${canariesOf('title').name} ${canariesOf('title').ssn}`, source: 'faq', language: 'en', audience: ['all'], text: `${topical[tenant] ?? ''}\n\n${sentenceOf('body')}`, updated: '2026-01-15' }; // prettier-ignore
        const answer = await gateway.post('compliance', tenant, '/v1/knowledge/documents', { documents: [document] }); // prettier-ignore
        if (answer.status >= 400) driven.problems.push({ what: 'a document that is named for a card', text: JSON.stringify(answer.body) }); // prettier-ignore
      }
    }
  }

  async function loadFolder(tenant: string, files: Record<string, string>): Promise<void> {
    const folder = await mkdtemp(join(tmpdir(), 'wayproof-canary-knowledge-'));
    try {
      for (const [file, text] of Object.entries(files)) {
        await mkdir(dirname(join(folder, file)), { recursive: true });
        await writeFile(join(folder, file), text);
      }
      await stack.knowledge.loadFolder({ tenant, folder });
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  /** As the gateway does it for whoever an identity provider vouches for. */
  async function signIn(): Promise<string> {
    const { name, email, phone } = canariesOf('signIn');
    const caller = { tenant: wealth, issuer: 'https://login.example.org', subject: email, displayName: `${name} ${phone}`, roles: ['operator' as const] }; // prettier-ignore
    const principal = await stack.stores.store.principals.principalOf(caller);
    await stack.stores.sessions.open({
      caller: { ...caller, expiresAt: Date.now() + 600_000 },
      ...{ principal, now: Date.now() },
    });
    return principal;
  }

  async function knockAtTheDoor(): Promise<void> {
    const bad = canariesOf('bad');
    const sentence = sentenceOf('bad');
    const inUrl = encodeURIComponent(`${bad.email} ${bad.card} ${bad.name}`);
    const note = (what: string, { status, body }: GatewayAnswer) => {
      if (status < 400) throw new Error(`${what} was accepted`);
      driven.problems.push({ what, text: JSON.stringify(body) });
    };
    const someEvent = { specversion: '1.0', id: bad.email, source: `/${bad.iban}`, type: bad.name, subject: bad.card, time: bad.phone, data: { [bad.name]: sentence } }; // prettier-ignore
    note('an event of an unknown type', await gateway.post('trigger', retail, '/v1/events', someEvent));
    note('an event with unknown members', await gateway.post('trigger', retail, '/v1/events', { ...someEvent, type: 'com.wayproof.web.page_viewed.v1', time: new Date().toISOString() })); // prettier-ignore
    note('a customer whom nobody knows', await gateway.get('adviser', retail, `/v1/crm/customers/${inUrl}`));
    note('a path that is none', await gateway.get('adviser', retail, `/v1/${inUrl}?q=${inUrl}`));
    note('a query that is none', await gateway.get('adviser', retail, `/v1/journeys?stage=${inUrl}`));
    note('a decision without a journey', await gateway.post('adviser', retail, `/v1/journeys/${inUrl}/decision`, { comment: sentence })); // prettier-ignore
    note('a policy question of odd names', await gateway.post('compliance', retail, '/v1/policy/explain', { subject: sentence, [bad.name]: bad.card })); // prettier-ignore
    note('knowledge with odd front matter', await gateway.post('compliance', retail, '/v1/knowledge/documents', { documents: [{ documentId: bad.card, title: sentence, [bad.name]: bad.email }] })); // prettier-ignore
    note('a switch of an odd reason', await gateway.post('operator', retail, '/v1/switches', { scope: 'model', value: sentence, reasonCode: bad.name })); // prettier-ignore
    for (const value of [bad.card.replaceAll(' ', '-'), bad.card.replaceAll(' ', ''), bad.email])
      note('a switch for what is no model', await gateway.post('operator', retail, '/v1/switches', { scope: 'model', value, reasonCode: 'drill' })); // prettier-ignore
    for (const [what, init] of Object.entries({
      'a token that is none': { headers: { authorization: `Bearer ${bad.card.replaceAll(' ', '')}.${bad.ssn}.x`, 'user-agent': sentence, 'x-forwarded-for': bad.ip, cookie: `a=${inUrl}` } },
      'a body that is no JSON': { method: 'POST', body: `{"a": ${sentence}`, headers: { 'content-type': `application/json; charset=${bad.name.replace(' ', '')}` } },
      'a sign-in as nobody': { method: 'POST', body: JSON.stringify({ persona: bad.name, tenant: bad.email }), headers: { 'content-type': 'application/json' } },
    })) {
      const path = what === 'a sign-in as nobody' ? '/identity/personas/token' : '/v1/events';
      const answer = await fetch(new URL(`${path}?${inUrl}`, stack.gatewayUrl), init);
      driven.problems.push({ what, text: `${JSON.stringify([...answer.headers])}${await answer.text()}` });
      if (answer.status < 400) throw new Error(`${what} was accepted`);
    } // prettier-ignore
  }

  /** Good requests whose words are nobody's to keep, and the same event told in another way. */
  async function sayInPassing(): Promise<void> {
    const bad = canariesOf('bad');
    const asked = { subject: 'journey:churn-rescue', roles: ['adviser'], object: 'customer', action: 'contact', facts: { purpose: sentenceOf('bad'), [bad.name]: bad.card } }; // prettier-ignore
    for (const call of ['check', 'explain'])
      await gateway.post('compliance', retail, `/v1/policy/${call}`, asked);
    await gateway.get('adviser', retail, `/v1/knowledge/search?q=${encodeURIComponent(sentenceOf('bad'))}`);
    await gateway.get('auditor', retail, `/v1/ledger?kind=event.conflict&limit=5&after=0&${encodeURIComponent(bad.email)}=1`); // prettier-ignore
    const [first] = eventsOf(customers.acted, Date.now());
    if (!first) throw new RangeError('no event');
    const otherwise = { ...first, data: { ...first.data, sessionId: `${bad.name} ${bad.iban}` } };
    const [receipt] = await gateway.sendEvents(retail, 'batch', [otherwise]);
    if (receipt?.status !== 'conflict') throw new Error('the same event twice was taken');
    const alone = await gateway.post('trigger', retail, '/v1/events', otherwise);
    driven.problems.push({ what: 'an event told in another way', text: JSON.stringify(alone.body) });
  }

  async function refusedDecisions(journey: Seen): Promise<void> {
    const stale = { ...journey, checkpoint: journey.checkpoint && { ...journey.checkpoint, proposalHash: 'a'.repeat(64) } }; // prettier-ignore
    const said = { decision: 'approve', comment: sentenceOf('comment') };
    for (const [persona, about] of [['retention-lead', stale], ['adviser', journey], ['compliance', journey]] as const) driven.refusals.push(await decide(persona, retail, about, said)); // prettier-ignore
    await decide('retention-lead', retail, journey, { decision: 'reject', reasonCode: 'not_listed', comment: sentenceOf('comment') }); // prettier-ignore
  }

  /** @returns `accepted`, or what stood in the way. */
  async function decide(persona: PersonaName, tenant: string, journey: Seen, said: object): Promise<string> {
    const { requestId, proposalHash } = journey.checkpoint ?? {};
    const answer = await gateway.post(persona, tenant, `/v1/journeys/${journey.id}/decision`, { requestId, proposalHash, ...said }); // prettier-ignore
    const body = answer.body as { verdict?: string; code?: string; refusal?: { code: string } };
    if (answer.status >= 400) driven.problems.push({ what: `a decision of ${persona}`, text: JSON.stringify(body) }); // prettier-ignore
    return body.verdict ?? body.refusal?.code ?? body.code ?? String(answer.status);
  }

  /** Two people approve what is open, once more where the journey asks again; with `edit` the first of them edits before. */
  async function approve(planted: Planted, open: Seen, edit: boolean): Promise<string | null> {
    let journey = open;
    if (edit) {
      const heard = await decide('retention-lead', planted.tenant, journey, { decision: 'edit_and_approve', edit: withSentence(journey), comment: `${comment.name} ${comment.card}` }); // prettier-ignore
      driven.refusals.push(heard);
    }
    for (let turn = 0; turn < 4 && journey.outcome === null; turn += 1) {
      journey = await untilOpen(planted);
      for (const persona of ['retention-lead', 'supervisor'] as const) {
        const heard = await decide(persona, planted.tenant, journey, { decision: 'approve', comment: `seen by ${comment.email}, ${comment.phone}, ${comment.iban}` }); // prettier-ignore
        if (heard === 'proposal_blocked') throw new Error('nobody can approve a blocked proposal');
      }
      const { requestId } = journey.checkpoint ?? {};
      journey = await untilFound(async () => {
        const now = await read(planted);
        return now && (now.outcome !== null || (now.stage === 'checkpoint' && now.checkpoint?.requestId !== requestId)) ? now : undefined; // prettier-ignore
      });
    }
    return journey.outcome;
  }

  async function read({ tenant, customerId }: Planted): Promise<Seen | undefined> {
    const list = await gateway.get('supervisor', tenant, `/v1/journeys?limit=1&customer=${encodeURIComponent(customerId)}`); // prettier-ignore
    const [row] = (list.body as { journeys?: { id: string }[] }).journeys ?? [];
    if (!row) return undefined;
    if (!driven.journeys.some(({ id }) => id === row.id)) driven.journeys.push({ tenant, id: row.id });
    return (await gateway.get('supervisor', tenant, `/v1/journeys/${row.id}`)).body as Seen;
  }

  function untilOpen(planted: Planted): Promise<Seen> {
    return untilFound(async () => {
      const journey = await read(planted);
      // What the guard has stopped gets its repair turn first.
      const isOpen = journey?.stage === 'checkpoint' && journey.checkpoint?.blocked === false;
      return isOpen || journey?.outcome ? journey : undefined;
    }, 120).catch((error: unknown) => {
      throw new Error(`nobody was asked about ${JSON.stringify(planted.tenant)}`, { cause: error });
    });
  }

  function untilEnded(planted: Planted): Promise<Seen> {
    return untilFound(async () => {
      const journey = await read(planted);
      return journey?.outcome ? journey : undefined;
    }, 120);
  }
}

/** So that a search of the journeys finds the passages. */
const topical: Record<string, string> = {
  [retail]: 'Late delivery, a missed delivery and an abandoned basket: an apology, goodwill points and free shipping for a loyal customer of premium electronics. How to make up for a delay, a return or a complaint.',
  [wealth]: 'Structured notes with capital protection: coupon, barrier, risk scenarios and the return calculator. What an adviser explains before a call about an investment of risk class 3.',
}; // prettier-ignore

/** A document with canaries in its front matter, its heading and its text. */
export function markdown(tenant: string, source: string): string {
  const { name, card, email, iban, phone } = canariesOf('title');
  const title = JSON.stringify(`Note of ${name}, ${card}, ${email}`);
  const about = topical[tenant] ?? '';
  return `---\ntitle: ${title}\nsource: ${source}\naudience: [all]\nlanguage: en\nupdated: 2026-01-15\n---\n\n# Of ${iban} and ${phone}\n\n${about}\n\n${sentenceOf('body')}\n\n${about}\n`;
}

/** The draft's output with the sentence in each text that a person may write. */
function withSentence({ content }: Seen): Record<string, unknown> {
  const output = content?.draft?.output ?? {};
  return Object.fromEntries(
    Object.entries(output).map(([name, value]) => [
      name,
      Array.isArray(value) && typeof (value as unknown[])[0] === 'object'
        ? [...(value as unknown[]), { text: sentenceOf('edit'), citations: [] }]
        : value,
    ]),
  );
}

/** What fits the schema, with personal data in every text that it leaves to the model. */
const leakingAnswer = (schema: unknown): unknown => fitting(schema, () => sentenceOf('model'), 1);
