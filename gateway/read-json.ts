// Lets a route read JSON bodies of one media type, strictly. What is not registered is 415.
import type { FastifyRequest } from 'fastify';
import type { GatewayApp } from './gateway-app.ts';
import { parseStrictJson } from './strict-json.ts';

/** 256 KiB: an edited draft has some 20 kB, a load of knowledge fits; a batch of events has its own limit. */
export const bodyLimit = 256 * 1024;

/** @param limit bytes. */
export function readJson(app: GatewayApp, mediaType: string, limit = bodyLimit): void {
  app.addContentTypeParser(
    mediaType,
    { parseAs: 'buffer', bodyLimit: limit },
    async (_request: FastifyRequest, body: Buffer) => parseStrictJson(body),
  );
}
