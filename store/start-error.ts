// What stops the store from starting, in one sentence for the person at the terminal, with a way out. Never thrown once
// the store is open: from then on there are only the failures of contracts/failures.ts.

/** `code` is for programs; `message` is the sentence, and holds paths and ids only. */
export class StoreStartError extends Error {
  override readonly name = 'StoreStartError';
  readonly code:
    | 'folder_in_use'
    | 'folder_damaged'
    | 'database_unreachable'
    | 'database_not_migrated'
    | 'master_key_unusable';

  constructor(code: StoreStartError['code'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
