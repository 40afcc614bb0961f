// Asks the policy engine a question without acting on it: `check` answers briefly, `explain` in full.
import type { JsonValue } from '../../contracts/canonical-json.ts';
import { callerOf } from '../authenticate.ts';
import type { GatewayApp, RouteContext } from '../gateway-app.ts';
import { refusalSentence } from '../journey-view.ts';
import { policyCheckAnswer, policyExplainAnswer, policyQuestion } from '../schemas.ts';

export function registerPolicyRoutes(app: GatewayApp, context: RouteContext): void {
  const ask = async (tenant: string, { roles, facts, ...question }: typeof policyQuestion._output) => {
    const set = await context.policies.current();
    const answer = await context.evaluatePolicy(set, {
      ...question,
      ...(roles && { roles }),
      tenant,
      facts: facts as Record<string, JsonValue>,
    });
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
      const code = answer.verdict === 'denied' ? answer.explanation.code : null;
      return { verdict: answer.verdict, code, policySnapshot };
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
      if (answer.verdict === 'allowed') {
        const { verdict, rule } = answer;
        return { verdict, code: null, policySnapshot, rule, sentence: null, missing: [] };
      }
      const { code, rule, missing } = answer.explanation;
      const sentenceOf = (one: string) => refusalSentence(one) ?? null;
      return {
        verdict: answer.verdict,
        code,
        policySnapshot,
        rule,
        sentence: sentenceOf(code),
        missing: missing.map((one) => ({ code: one, sentence: sentenceOf(one) })),
      };
    },
  );
}
