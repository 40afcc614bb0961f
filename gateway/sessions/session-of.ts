// Finds the session of a request, and holds that a page of this origin sent it. A cookie comes along with whatever a foreign page
// makes a browser ask, so no unsafe method passes on it alone.
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import type { EpochMilliseconds } from '../../contracts/ids.ts';
import type { Session } from '../../contracts/ports/sign-in.ts';
import { isOfOtherOrigin } from '../codec/other-origin.ts';
import type { BrowserSignIn } from '../ports.ts';
import { Problem } from '../problems.ts';
import { readCookie } from './cookies.ts';

export const csrfHeader = 'x-wayproof-csrf';
/** A page says by this that nobody has touched it for a minute: what it asks then is no use of the session. */
export const unattendedHeader = 'x-wayproof-unattended';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Asked by pages themselves, over and over: it keeps no session alive. */
    looksOnly?: true;
  }
}

export interface BrowserSession {
  session: Session;
  secret: string;
}

/**
 * @returns null when the request brings no session.
 * @throws Problem `session_ended`, or `cross_site` when the method is unsafe and the request does not prove where it comes from.
 */
export async function sessionOf(
  { sessions, signIn, origin }: BrowserSignIn,
  request: FastifyRequest,
  now: EpochMilliseconds,
): Promise<BrowserSession | null> {
  const secret = readCookie(request, 'session', origin);
  if (secret === null) return null;
  // Before anything is looked up: a foreign page learns nothing, not even whether the session lives.
  const isOwn = isOwnPage(request, origin) && (isSafe(request) || bringsToken(request, secret));
  if (!isOwn && !isOfOtherOrigin(request, request.routeOptions.config.otherOrigin)) {
    throw new Problem('cross_site');
  }
  const isLooking = request.routeOptions.config.looksOnly ?? unattendedHeader in request.headers;
  const session = await sessions.find({ secret, now, ...(isLooking && { looking: true }) });
  // Another issuer is trusted now than when this one was opened.
  if (session?.caller.issuer !== signIn.issuer) throw new Problem('session_ended');
  return { session, secret };
}

/** What a page must send back with every unsafe method; whoever cannot read the cookie cannot make it. */
export function csrfTokenOf(secret: string): string {
  return createHmac('sha256', secret).update('wayproof/csrf').digest('base64url');
}

function isSafe({ method }: FastifyRequest): boolean {
  return method === 'GET' || method === 'HEAD' || method === 'OPTIONS';
}

function bringsToken({ headers }: FastifyRequest, secret: string): boolean {
  const given = Buffer.from(String(headers[csrfHeader] ?? ''), 'utf8');
  const expected = Buffer.from(csrfTokenOf(secret), 'utf8');
  return given.length === expected.length && timingSafeEqual(given, expected);
}

/**
 * By Fetch Metadata and Origin, whichever the browser sends; an unsafe method must bring one of them. `none` is a person who typed
 * the address. `same-site` is not enough: on a loopback address every port is the same site.
 */
function isOwnPage(request: FastifyRequest, own: string): boolean {
  const { origin, 'sec-fetch-site': site } = request.headers;
  if (origin !== undefined && origin !== own) return false;
  if (site !== undefined && site !== 'same-origin' && !(site === 'none' && isSafe(request))) return false;
  return isSafe(request) || origin !== undefined || site !== undefined;
}
