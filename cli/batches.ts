// Cuts a list into requests that the gateway accepts: at most so many items and so many bytes of JSON in each.
export function* batches<T>(items: readonly T[], limits: { items: number; bytes: number }): Generator<T[]> {
  let batch: T[] = [];
  let bytes = 0;
  for (const item of items) {
    // One byte more for the comma; the limits leave room for what stands around the list.
    const size = Buffer.byteLength(JSON.stringify(item)) + 1;
    if (batch.length > 0 && (batch.length === limits.items || bytes + size > limits.bytes)) {
      yield batch;
      batch = [];
      bytes = 0;
    }
    batch.push(item);
    bytes += size;
  }
  if (batch.length > 0) yield batch;
}
