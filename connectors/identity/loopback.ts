// Tells loopback from anywhere else, by the connection and by the names that a browser sends. Refuses when in doubt.
import type { IncomingMessage } from 'node:http';

// What reverse proxies add by themselves; one that adds nothing and rewrites the host cannot be told from a local caller.
const proxyHeaders = ['forwarded', 'via', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip'];

/** True for `localhost`, 127.0.0.0/8 and ::1. `host` is a host name without port; IPv6 may stand in brackets. */
export function isLoopbackHost(host: string): boolean {
  return /^(localhost|127(\.\d{1,3}){3}|\[?::1\]?)$/i.test(host);
}

/**
 * True when the request comes over loopback, is addressed to loopback, was not sent by a page of another host, and was
 * not passed on by a proxy. The middle two keep out a web page in the user's own browser (DNS rebinding, cross-site
 * requests); the last, whoever a proxy on this machine lets in.
 */
export function isLoopbackRequest(request: IncomingMessage): boolean {
  const address = request.socket.remoteAddress?.replace(/^::ffff:/, '') ?? '';
  if (!isLoopbackHost(address)) return false;
  if (!isLoopbackAuthority(`http://${request.headers.host ?? ''}`)) return false;
  if (proxyHeaders.some((name) => request.headers[name] !== undefined)) return false;
  const { origin } = request.headers;
  return origin === undefined || isLoopbackAuthority(origin);
}

function isLoopbackAuthority(url: string): boolean {
  return URL.canParse(url) && isLoopbackHost(new URL(url).hostname);
}
