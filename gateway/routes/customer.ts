// What is known of a journey's customer across journeys: what the CRM records, what his agent holds, which journeys there were. He is
// named by a journey or by his token, so that no address holds a customer's id; what identifies him is asked for by itself, with a reason.
import { isId, journeyIdOf } from '../../contracts/ids.ts';
import type { SubjectToken, TenantId } from '../../contracts/ids.ts';
import type { AgentCarriedState } from '../../contracts/agent-messages.ts';
import type { FastifyRequest } from 'fastify';
import { callerOf } from '../authenticate.ts';
import { customerAnswer, subjectParams } from '../field-schemas.ts';
import type { GatewayApp, RouteContext } from '../gateway-app.ts';
import { Problem } from '../problems.ts';
import { problemOf } from '../answer-problem.ts';
import { reveal, revealable } from '../reveal.ts';
import { journeyParams } from '../schemas.ts';
import { findJourney } from './journeys.ts';

const common = { tags: ['crm'], security: [{ token: [] }], response: { 200: customerAnswer } };
const journeysShown = 50;

export function registerCustomerRoutes(app: GatewayApp, context: RouteContext): void {
  const { store, crm } = context;

  app.get(
    '/v1/journeys/:id/customer',
    {
      config: { rule: 'crm.read' },
      schema: {
        ...{ operationId: 'getCustomerOfJourney', summary: "What is known of a journey's customer", ...common },
        params: journeyParams,
      },
    },
    async (request) => {
      await revealable(context, request, 'customer');
      const { subject } = await findJourney(context, callerOf(request).tenant, request.params.id);
      return knownOf(request, subject);
    },
  ); // prettier-ignore

  app.get(
    '/v1/subjects/:subject',
    {
      config: { rule: 'crm.read' },
      schema: {
        ...{ operationId: 'getSubject', summary: 'What is known of a customer, by his token', ...common },
        params: subjectParams,
      },
    },
    async (request) => {
      await revealable(context, request, 'customer');
      const { subject } = request.params;
      if (!isId('subject', subject)) throw new Problem('customer_not_found');
      return knownOf(request, subject);
    },
  );

  async function knownOf(request: FastifyRequest, subject: SubjectToken) {
    const { tenant } = callerOf(request);
    const customerId = await store.vault.customerOf({ tenant, subject });
    const view = customerId === null ? null : await crm.view({ tenant, customerId });
    if (!view) throw new Problem('customer_not_found');
    await reveal(context, request, { content: 'customer', about: subject, journeyId: null });
    const [{ rows }, agent] = await Promise.all([
      store.journeys.list({ tenant, filter: { subject }, limit: journeysShown, cursor: null }),
      agentOf(request, { tenant, subject }),
    ]);
    const { facts, timeline, tasks, cases, outbox } = view;
    return {
      ...{ subject, facts: { ...facts }, timeline, tasks, cases, outbox, ...agent },
      journeys: rows.map(({ id, type, stage, outcome, tier, score, createdAt }) => ({
        ...{ id, type, stage, outcome, tier, score, createdAt },
      })),
    };
  }

  /** The page stands without it: an engine that does not answer is told, and no reason to show nothing. */
  async function agentOf(request: FastifyRequest, who: { tenant: TenantId; subject: SubjectToken }) {
    try {
      const held = await context.engine.agentState(who);
      return { agent: held && agentShown(held), agentAnswered: true };
    } catch (error) {
      if (problemOf(error).code !== 'part_unavailable') throw error;
      request.log.warn({ err: error }, 'the agent was not read');
      return { agent: null, agentAnswered: false };
    }
  }
}

function agentShown({ window, openJourney, contacts }: AgentCarriedState) {
  return {
    window: window.map(({ event, kind, topic, at }) => ({ event, kind, topic, at })),
    openJourney: openJourney && {
      id: journeyIdOf(openJourney.workflowId),
      ...{ type: openJourney.type, intent: openJourney.intent },
    },
    contacts: contacts.map(({ type, intent, outcome, endedAt }) => ({ type, intent, outcome, endedAt })),
  };
}
