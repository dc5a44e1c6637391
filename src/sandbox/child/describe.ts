import { errorFacts, shortened } from '../../observe/show.ts'
import type { Thrown } from '../protocol.ts'

/** The longest that a stack is told, in characters. */
const MOST_STACK = 20_000

/** Where the code is, as a stack. Anybody may make something else of stacks (`Error.prepareStackTrace`). */
export function currentStack(): string {
  try {
    const { stack } = new Error('here') as { readonly stack?: unknown }
    return typeof stack === 'string' ? shortened(stack, MOST_STACK) : ''
  } catch {
    return ''
  }
}

/** What was thrown, as text. Whatever it is, this does not throw. */
export function describe(thrown: unknown): Thrown {
  const { at: _, ...text } = errorFacts(thrown)
  // Node.js wraps what is no error (process/promises.js `UnhandledPromiseRejection`). It may be cut at its end.
  const reason =
    text.code === 'ERR_UNHANDLED_REJECTION' ? /with the reason "([^]*?)(?:"\.)?$/.exec(text.message)?.[1] : undefined
  return reason === undefined ? text : { name: '', message: `"${reason}"`, code: null, stack: reason }
}
