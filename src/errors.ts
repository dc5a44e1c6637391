/** What the process tells the shell. 0 right, 1 the thing checked is not right, 2 wrong usage, 130 interrupted. */
export type ExitCode = 0 | 1 | 2 | 130

/** A sentence. Where it names a command: a function of what stands before its words (`program` of the environment). */
export type Hint = string | ((program: string) => string)

/**
 * Something the person at the keyboard can cause and can fix. Printed as two sentences, never with a stack trace.
 * `message` says what is wrong, `hint` what to do about it.
 */
export class UserError extends Error {
  override readonly name = 'UserError'
  readonly hint: Hint
  readonly exitCode: ExitCode

  constructor(message: string, hint: Hint, exitCode: ExitCode = 2) {
    super(message)
    this.hint = hint
    this.exitCode = exitCode
  }

  /** The hint, with commands as they are typed here. */
  hintFor({ program }: { readonly program: string }): string {
    return typeof this.hint === 'string' ? this.hint : this.hint(program)
  }
}

/**
 * Ctrl-C, or nobody reads our output any more. Everything is closed on the way out and nothing is printed.
 * The exit code is 130 for the first and 0 for the second.
 */
export class Interrupted extends Error {
  override readonly name = 'Interrupted'
  readonly exitCode: ExitCode
  /** What a program that we started is to be sent. */
  readonly signal: NodeJS.Signals

  constructor(exitCode: ExitCode = 130, signal: NodeJS.Signals = 'SIGINT') {
    super('Interrupted')
    this.exitCode = exitCode
    this.signal = signal
  }
}
