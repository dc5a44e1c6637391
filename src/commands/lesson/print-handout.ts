import { places, type NumberedLesson } from '../../course/find.ts'
import type { Environment } from '../../environment.ts'
import type { ExitCode } from '../../errors.ts'
import { play } from '../../lesson/player.ts'
import type { Stage } from '../../lesson/stage.ts'
import type { OptionChange } from '../../lesson/script.ts'
import { presentAsHandout } from '../../presenters/handout.ts'

/** Plays a lesson and prints it for a class. Nothing is recorded. @returns 1 if a claim did not hold: then the handout is not true either */
export async function printHandout(
  found: NumberedLesson,
  change: OptionChange,
  stage: Stage,
  { stdout, program }: Environment,
): Promise<ExitCode> {
  const exercise = places[found.number - 1]?.exerciseTitle ?? ''
  const write = (text: string) => void stdout.write(text)
  const held = await presentAsHandout(play({ ...found, change }, stage), write, { program, exercise })
  return held ? 0 : 1
}
