import type { Environment } from '../../environment.ts'
import type { Interrupted } from '../../errors.ts'
import type { Traced } from '../../trace/tracing.ts'

/** How long a command that shares our terminal has, until we send it the signal that the terminal may have sent already. In milliseconds. */
const TERMINAL_MS = 5000

/**
 * Passes on what is to end us: the command gets the same signal, and is waited for. At the second one it is killed.
 * @param isLeader whether signals of the keyboard do not reach the command by themselves
 * @returns stops
 */
export function passOnSignals(
  traced: Traced,
  isLeader: boolean,
  { interrupted, outlast }: Pick<Environment, 'interrupted' | 'outlast'>,
): () => void {
  let timer: NodeJS.Timeout | undefined
  const pass = () => {
    const { signal } = interrupted.reason as Interrupted
    // Two would be one too many: many programs end at once at the second Ctrl-C.
    const isThere = !isLeader && signal !== 'SIGTERM'
    timer = setTimeout(() => traced.running.signal(signal), isThere ? TERMINAL_MS : 0)
  }
  outlast(() => traced.kill())
  if (interrupted.aborted) pass()
  else interrupted.addEventListener('abort', pass)
  return () => {
    clearTimeout(timer)
    interrupted.removeEventListener('abort', pass)
  }
}
