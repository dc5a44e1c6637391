import path from 'node:path'
import type { Environment } from '../../environment.ts'
import { exitCodeOf, type FailOn } from '../../trace/exit-code.ts'
import type { Ending, Running } from '../../trace/command.ts'
import { startListening } from '../../trace/tracing.ts'
import type { TraceScreen } from './screen/screen.ts'
import type { Telling } from './telling.ts'

/**
 * Listens for apps that somebody else starts, until the person ends it.
 * @param screen null if there is none
 * @returns the exit code
 * @throws UserError if nobody can listen there
 */
export async function attach(
  place: string,
  telling: Telling,
  failOn: FailOn | undefined,
  screen: TraceScreen | null,
  environment: Environment,
): Promise<number> {
  const { interrupted, folder } = environment
  const listening = await startListening(path.resolve(folder, place), telling.plan)
  telling.listenTo(listening)
  try {
    const { running, leave } = nothingRuns()
    screen?.begin(running)
    if (interrupted.aborted) leave()
    else interrupted.addEventListener('abort', leave, { once: true })
    const ending = await running.ended
    telling.last()
    await screen?.leave(ending)
    const code = exitCodeOf(ending, true, failOn, listening.look().findings)
    telling.end(code, [])
    return code
  } finally {
    await listening.close()
  }
}

/** What stands for the command where there is none. Any signal to it is meant for us: the person leaves. */
function nothingRuns() {
  let leave = () => {}
  const ended = new Promise<Ending>((resolve) => (leave = () => resolve({ kind: 'left' })))
  const running: Running = { pid: undefined, output: null, ended, signal: () => leave(), type() {} }
  return { running, leave }
}
