import path from 'node:path'
import type { Environment } from '../../environment.ts'
import { exitCodeOf, type FailOn } from '../../trace/exit-code.ts'
import { startListening } from '../../trace/tracing.ts'
import type { Telling } from './telling.ts'

/**
 * Listens for apps that somebody else starts, until the person ends it.
 * @returns the exit code
 * @throws UserError if nobody can listen there
 */
export async function attach(
  place: string,
  telling: Telling,
  failOn: FailOn | undefined,
  environment: Environment,
): Promise<number> {
  const { interrupted, folder } = environment
  const listening = await startListening(path.resolve(folder, place), telling.plan)
  telling.listenTo(listening)
  try {
    if (!interrupted.aborted)
      await new Promise((resolve) => interrupted.addEventListener('abort', resolve, { once: true }))
    telling.last()
    const code = exitCodeOf({ kind: 'exited', code: 0 }, true, failOn, listening.look().findings)
    telling.end(code, [])
    return code
  } finally {
    await listening.close()
  }
}
