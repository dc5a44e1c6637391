/** What the process tells the shell. 0 right, 1 the thing checked is not right, 2 wrong usage, 130 interrupted. */
export type ExitCode = 0 | 1 | 2 | 130

/**
 * Something the person at the keyboard can cause and can fix. Printed as two sentences, never with a stack trace.
 * `message` says what is wrong, `hint` what to do about it.
 */
export class UserError extends Error {
  override readonly name = 'UserError'
  readonly hint: string
  readonly exitCode: ExitCode

  constructor(message: string, hint: string, exitCode: ExitCode = 2) {
    super(message)
    this.hint = hint
    this.exitCode = exitCode
  }
}

/**
 * Ctrl-C, or nobody reads our output any more. Everything is closed on the way out and nothing is printed.
 * The exit code is 130 for the first and 0 for the second.
 */
export class Interrupted extends Error {
  override readonly name = 'Interrupted'
  readonly exitCode: ExitCode

  constructor(exitCode: ExitCode = 130) {
    super('Interrupted')
    this.exitCode = exitCode
  }
}
