// Asks the policy engine a question without acting on it: `check` answers briefly, `explain` in full.
import type { z } from 'zod';
import { callerOf } from '../authenticate.ts';
import type { GatewayApp, RouteContext } from '../gateway-app.ts';
import { refusalSentence } from '../journey-view.ts';
import { policyCheckAnswer, policyExplainAnswer, policyQuestion } from '../schemas.ts';

export function registerPolicyRoutes(app: GatewayApp, context: RouteContext): void {
  const ask = async (tenant: string, { roles, ...question }: z.output<typeof policyQuestion>) => {
    const set = await context.policies.current();
    const answer = await context.evaluatePolicy(set, { ...question, ...(roles && { roles }), tenant });
    return { answer, policySnapshot: set.hash };
  };
  const common = { tags: ['policy'], security: [{ token: [] }], body: policyQuestion };

  app.post(
    '/v1/policy/check',
    {
      config: { rule: 'policy.ask' },
      schema: {
        operationId: 'checkPolicy',
        summary: 'Would policy allow this?',
        ...common,
        response: { 200: policyCheckAnswer },
      },
    },
    async (request) => {
      const { answer, policySnapshot } = await ask(callerOf(request).tenant, request.body);
      return { verdict: answer.verdict, code: answer.explanation?.code ?? null, policySnapshot };
    },
  );

  app.post(
    '/v1/policy/explain',
    {
      config: { rule: 'policy.ask' },
      schema: {
        operationId: 'explainPolicy',
        summary: 'Would policy allow this, by which rule, and what is missing?',
        ...common,
        response: { 200: policyExplainAnswer },
      },
    },
    async (request) => {
      const { answer, policySnapshot } = await ask(callerOf(request).tenant, request.body);
      const { verdict, rule, explanation, considered } = answer;
      const sentenceOf = (code: string) => refusalSentence(code) ?? null;
      return {
        verdict,
        code: explanation?.code ?? null,
        policySnapshot,
        rule,
        sentence: explanation && sentenceOf(explanation.code),
        missing: (explanation?.missing ?? []).map((code) => ({ code, sentence: sentenceOf(code) })),
        considered: considered ?? [],
      };
    },
  );
}
