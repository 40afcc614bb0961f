// Remembers what was started and stops it in the opposite order, once, whoever asks: a signal, a failed start, a lost
// part. One part that does not stop must not keep the others alive.
export interface Shutdown {
  /** Registers a started part. After `run` has begun it is stopped at once. */
  add(name: string, stop: () => Promise<void>): Promise<void>;
  /** Stops everything. @returns the parts that did not stop cleanly, with their errors. */
  run(): Promise<{ name: string; error: unknown }[]>;
  readonly begun: boolean;
}

export function createShutdown(): Shutdown {
  const parts: { name: string; stop: () => Promise<void> }[] = [];
  let running: Promise<{ name: string; error: unknown }[]> | undefined;

  async function stopAll(): Promise<{ name: string; error: unknown }[]> {
    const failed: { name: string; error: unknown }[] = [];
    for (let part = parts.pop(); part !== undefined; part = parts.pop()) {
      const { name, stop } = part;
      await stop().catch((error: unknown) => failed.push({ name, error }));
    }
    return failed;
  }

  return {
    async add(name, stop) {
      // A Ctrl-C during the start: what came up after it goes down again, whoever started it.
      if (running !== undefined) return stop();
      parts.push({ name, stop });
    },
    run: () => (running ??= stopAll()),
    get begun() {
      return running !== undefined;
    },
  };
}
