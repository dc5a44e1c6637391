import { MOST_BODY_BYTES, type Failure } from './exchange.ts'

/** The connection was taken, and taken away again. */
export const isReset = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'ECONNRESET'

/** Why a request got no answer, by what its client threw. @param limitMs how long it was waited for, in milliseconds */
export function failureOf(error: unknown, limitMs: number): Failure {
  const { timeout, message, code, name } = Object(error) as Partial<Record<'message' | 'code' | 'name', string>> & {
    readonly timeout?: number
  }
  // So superagent and node:http say it. Who knows how long it waited says that, too.
  if (timeout !== undefined || name === 'AbortError')
    return { kind: 'hang', message: `no answer within ${(timeout ?? limitMs) / 1000} seconds` }
  // So superagent says it (`maxResponseSize`).
  if (code === 'ETOOLARGE' || name === 'AnswerTooLong')
    return { kind: 'cut', message: `the answer is longer than ${MOST_BODY_BYTES / 1e6} MB` }
  return { kind: 'cut', message: message ?? String(error) }
}
