import { setTimeout } from 'node:timers/promises'
import type { Move, Visit } from '../diagnosis/moves.ts'
import type { Observation } from '../observe/observation.ts'
import type { Host } from './app-process.ts'
import { useApp, type Subject, type UsedApp } from './used-app.ts'

/**
 * Starts an app with the instrument, does what the moves say, and hands over what was observed.
 * @param stop ends it before
 */
export async function drive(
  subject: Subject,
  moves: readonly Move[],
  host: Host,
  stop?: AbortSignal,
): Promise<Observation> {
  const startsWithinMs = moves.find((move) => 'startsWithinMs' in move)?.startsWithinMs
  const app = await useApp(subject, host, {
    movesClock: moves.some((move) => 'laterMs' in move),
    ...(startsWithinMs === undefined ? {} : { startsWithinMs }),
    ...(stop ? { stop } : {}),
  })
  try {
    for (const move of moves) if (stop?.aborted !== true) await make(move, app)
  } catch (error) {
    await app.close()
    throw error
  }
  return app.close()
}

/** Does what a move says. */
export async function make(move: Move, app: UsedApp): Promise<void> {
  if ('startsWithinMs' in move) return
  if ('restart' in move) await app.restart(move.variables, move.inEmptyFolder)
  else if ('restsMs' in move) await app.rest(move.restsMs)
  else if ('laterMs' in move) app.later(move.laterMs)
  else if ('holds' in move) app.hold(move.holds, move.as ?? 'ada')
  else if ('beside' in move) await app.startBeside()
  else if ('opens' in move) await app.openSocket(move.opens, move.as ?? 'ada')
  else if ('says' in move) await app.say(move.says, move.as ?? 'ada')
  else if ('together' in move)
    await Promise.all(move.together.map((one, i) => after(i * (move.apartMs ?? 0), one, app)))
  else await app.visit(move)
}

async function after(ms: number, visit: Visit, app: UsedApp): Promise<void> {
  if (ms > 0) await setTimeout(ms)
  await app.visit(visit)
}
