// Headers of every answer, by hand: this API serves data only, so nothing of it may be framed, cached, sniffed or run.

/** @param id the request's id, which the log and every problem name as well. */
export function answerHeaders(id: string): Record<string, string> {
  return {
    'x-request-id': id,
    'cache-control': 'no-store',
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    'cross-origin-resource-policy': 'same-origin',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
  };
}
