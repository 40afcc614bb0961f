// The two ways in which a command ends badly, and their exit codes. A message is for a person, one or a few lines.

/** Understood and tried, but it did not work. Exit code 1. */
export class FailedError extends Error {
  override readonly name = 'FailedError';
}

/** The command was not typed as it must be. Exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
