import { UserError } from '../errors.ts'

/** What is said of a server that is silent. @param timeoutMs how long it was waited for, in milliseconds */
export const noAnswer = ({ shown }: { readonly shown: string }, timeoutMs: number): UserError =>
  new UserError(
    `No answer came from ${shown} within ${timeoutMs / 1000} seconds.`,
    'Check host and port, and whether something between here and there blocks the connection.',
  )
