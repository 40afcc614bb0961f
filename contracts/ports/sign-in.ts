// Signing people in by a browser: the way through an OpenID provider, and the session that follows. A browser never holds a
// token; whoever reads the database holds no session.
import type { EpochMilliseconds, PrincipalToken, TenantId } from '../ids.ts';
import type { Caller } from './identity.ts';

/** Authorization code with PKCE at an OpenID provider; what must be remembered meanwhile is sealed in the browser's own cookie. */
export interface SignIn {
  /** Whose sign-ins these are; a session of another issuer is none. */
  readonly issuer: string;
  /**
   * @param input.returnTo local path for afterwards; checked by the caller.
   * @returns where the browser goes, and the sealed attempt that its cookie must bring back within ten minutes.
   */
  begin(input: {
    returnTo: string;
  }): Promise<{ ok: true; url: string; attempt: string } | { ok: false; code: 'issuer_unreachable' }>;
  /**
   * State, nonce, PKCE and issuer are checked against the attempt. Never throws for what a browser sent.
   * @param input.query of the redirect, without `?`.
   * @returns an access token that is still to be verified as any other, or why not.
   */
  finish(input: {
    query: string;
    attempt: string;
  }): Promise<
    | { ok: true; accessToken: string; subject: string; returnTo: string }
    | { ok: false; code: 'sign_in_invalid' | 'sign_in_refused' | 'issuer_unreachable' }
  >;
  /** Where the provider's own session is ended; null: it has no such page, or keeps none. */
  endSessionUrl(): Promise<string | null>;
}

export interface Session {
  /** As the token of the sign-in named him; `expiresAt` is the session's own end. */
  caller: Caller;
  principal: PrincipalToken;
  openedAt: EpochMilliseconds;
  /** The session is over when nothing was asked until then. */
  idleUntil: EpochMilliseconds;
}

/** Kept under the tenant's row-level security, found by the hash of a random secret that the browser alone holds. */
export interface SessionStore {
  /** @returns the secret for the cookie: visible ASCII, at most 100 characters. Nothing else tells it again. */
  open(input: { caller: Caller; principal: PrincipalToken; now: EpochMilliseconds }): Promise<{
    secret: string;
    session: Session;
  }>;
  /** Also moves the idle end on. @returns null when there is none, or it is over. */
  find(input: {
    secret: string;
    now: EpochMilliseconds;
    /** The idle end stays where it is: nobody did anything. */
    looking?: true;
  }): Promise<Session | null>;
  close(input: { secret: string }): Promise<void>;
  /** Ends all sessions of one person. @returns how many. */
  closeAllOf(input: { tenant: TenantId; principal: PrincipalToken }): Promise<number>;
}
