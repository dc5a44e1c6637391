import type { Environment } from '../environment.ts'
import type { ExitCode } from '../errors.ts'
import { play } from '../lesson/player.ts'
import type { LessonFlags } from '../program.ts'
import { findLesson } from './find-lesson.ts'
import { parseSet } from './parse-set.ts'
import { stageOf } from './stage.ts'

export async function lesson(name: string, flags: LessonFlags, environment: Environment): Promise<ExitCode> {
  const change = parseSet(flags.set ?? [])
  const found = await findLesson(name)
  let code: ExitCode = 0
  for await (const event of play({ ...found, change }, stageOf(environment))) {
    environment.stdout.write(`${JSON.stringify(event)}\n`)
    if (event.event === 'claim' && !event.holds) code = 1
  }
  return code
}
