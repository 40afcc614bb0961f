// POST /v1/samples: an empty console's one button. It sends the sample events of the caller's tenant through the public door, as their
// own sender; only an installation that has sample tenants can.
import { callerOf } from '../authenticate.ts';
import type { GatewayApp } from '../gateway-app.ts';
import type { SendSamples } from '../ports.ts';
import { Problem } from '../problems.ts';
import { samplesAnswer } from '../reading-schemas.ts';

export function registerSampleRoutes(app: GatewayApp, sendSamples: SendSamples | undefined): void {
  app.post(
    '/v1/samples',
    {
      config: { rule: 'samples.send' },
      schema: {
        operationId: 'sendSamples',
        summary: "Send the sample events of the caller's tenant; what was sent before is a duplicate and changes nothing",
        description: 'Answers when all are accepted. Not available where an OpenID Connect issuer is configured.',
        tags: ['operation'],
        security: [{ token: [] }],
        response: { 200: samplesAnswer },
      },
    },
    async (request) => {
      const { tenant } = callerOf(request);
      const sent = await sendSamples?.({ tenant });
      if (!sent) throw new Problem('no_samples');
      return sent;
    },
  );
} // prettier-ignore
