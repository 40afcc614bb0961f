// The journey's authority: what policy allowed, the snapshot that it pinned, and a grant that is renewed when it runs out.
import type { AuthoriseJourneyResult } from '../contracts/stage-messages.ts';
import { failureTypeOf } from './failure-type.ts';
import { Ending } from './run.ts';
import type { JourneyRun } from './run.ts';
import { authoriseJourney } from './stages.ts';

export type Allowed = Extract<AuthoriseJourneyResult, { verdict: 'allowed' }>;

export interface Authority {
  /** What policy allowed. A bug when nothing was yet. */
  readonly current: Allowed;
  /** Asks policy. @throws Ending `denied`. */
  authorise(): Promise<void>;
  /** Calls with a grant that is valid; an expired one is renewed and the call repeated, which is never an ending. */
  granted<Result>(call: (allowed: Allowed) => Promise<Result>): Promise<Result>;
}

// A grant lives five minutes; one that ends within this time is renewed before the call instead of failing in it.
const GRANT_MARGIN_MS = 20_000;

// A part that is away for hours costs a renewal every five minutes, without end. A grant that is called expired before its
// time means clocks that disagree, and renewing it would go round for ever.
const MAX_EARLY_EXPIRIES = 5;

export function createAuthority({ input, context, chain, clock, local }: JourneyRun): Authority {
  let allowed: Allowed | null = null;

  function current(): Allowed {
    if (!allowed) throw new Error('asked for authority before policy gave it');
    return allowed;
  }

  async function authorise(): Promise<void> {
    const renewal = allowed !== null;
    const policySnapshot = allowed?.policySnapshot ?? null;
    const answer = await local(
      authoriseJourney({ ...context, initiatedBy: input.initiatedBy, policySnapshot }),
    );
    if (answer.verdict === 'denied') {
      chain.record('policy.denied', 'authorise', answer);
      throw new Ending('denied');
    }
    chain.record(renewal ? 'grant.renewed' : 'policy.allowed', 'authorise', answer);
    allowed = answer;
  }

  return {
    get current() {
      return current();
    },
    authorise,
    async granted(call) {
      if (current().grant.expiresAt - clock.now() < GRANT_MARGIN_MS) await authorise();
      for (let early = 0; ;) {
        try {
          return await call(current());
        } catch (error) {
          if (failureTypeOf(error) !== 'GrantExpired') throw error;
          if (current().grant.expiresAt > clock.now() && ++early > MAX_EARLY_EXPIRIES) throw error;
          await authorise();
        }
      }
    },
  };
}
