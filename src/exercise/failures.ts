import type { Problem } from '../sandbox/problem.ts'
import type { Failure } from '../wire/exchange.ts'

/** What became of an exchange in which the process ended. @param begun the head of the answer had come */
export function failureKind({ kind }: Problem, begun: boolean): Failure['kind'] {
  if (kind === 'endless' || kind === 'noise' || (kind === 'slow' && begun)) return 'stopped'
  return HANGS.has(kind) ? 'hang' : 'crash'
}

const HANGS: ReadonlySet<Problem['kind']> = new Set(['unanswered', 'slow', 'loop'])

/** Why a request got no answer, as its client saw it. */
export function cutText(error: unknown): string {
  const { code, message } = error instanceof Error ? (error as NodeJS.ErrnoException) : { message: String(error) }
  const text = `${code} ${message}`
  if (text.includes('ECONNREFUSED')) return 'Nobody answered: the server of your app had been closed.'
  if (/ECONNRESET|hang up/.test(text)) return 'Your app ended the connection without a whole answer.'
  return `The answer of your app could not be read: ${message}.`
}
