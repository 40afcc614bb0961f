// The ways in which a command ends badly, and their exit codes. A message is for a person, one or a few lines.

/** Understood and tried, but it did not work. Exit code 1. */
export class FailedError extends Error {
  override readonly name = 'FailedError';
}

/** The command was not typed as it must be. Exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** Nothing is wrong, and yet not all that was asked could be proved. Exit code 3. */
export class PartlyError extends Error {
  override readonly name = 'PartlyError';
}
