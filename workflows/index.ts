// What the worker runs. A bundler's entry needs one file that names the workflows; nothing else imports it.
export { journey } from './journey.ts';
export { customerAgent } from './customer-agent.ts';
export { sweeper } from './governance/sweeper.ts';
export { erasure } from './governance/erasure.ts';
