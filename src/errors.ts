/** What the process tells the shell. 0 right, 1 the thing checked is not right, 2 wrong usage, 130 interrupted. */
export type ExitCode = 0 | 1 | 2 | 130

/**
 * Something the person at the keyboard can cause and can mend. Printed as two sentences, never with a stack trace.
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

/** Ctrl-C. Everything is closed on the way out, nothing is printed, and the exit code is 130. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted'
  readonly exitCode = 130

  constructor() {
    super('Interrupted')
  }
}
