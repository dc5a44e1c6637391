import { findLesson } from '../../course/find.ts'
import type { LessonScreen, Screen, Visit } from '../screen.ts'
import { stageOf } from './stage.ts'

/** Plays a lesson the way flags and terminal ask for: at a terminal page by page, otherwise all of it before it returns. */
export async function lessonScreen(
  { number, change, step = null }: LessonScreen,
  { flags, environment }: Visit,
): Promise<Screen> {
  const found = await findLesson(String(number))
  const save = flags.save !== false
  const stage = stageOf(environment, flags.packages)
  if (flags.handout) {
    const { printHandout } = await import('./print-handout.ts')
    return { screen: 'quit', code: await printHandout(found, change, stage, environment) }
  }
  if (flags.json) {
    const { playAsJson } = await import('./play-as-json.ts')
    const code = await playAsJson(
      found,
      { change, save: save && flags.auto === true, from: step ?? 1 },
      stage,
      environment,
    )
    return { screen: 'quit', code }
  }

  const plain = flags.plain === true || environment.accessible
  if (flags.auto || plain || !environment.interactive) {
    const { playPlainly } = await import('./play-plainly.ts')
    const asks = plain && !flags.auto
    const counts = save && (asks || flags.auto === true)
    const code = await playPlainly(found, { change, asks, save: counts, from: step }, stage, environment)
    return { screen: 'quit', code }
  }

  const presents = flags.present === true
  const { beginPlaying } = await import('./playing.ts')
  const playing = beginPlaying(found, change, save && !presents, stage, environment, presents)
  return {
    screen: 'pages',
    playing,
    at: { step: step ?? (playing.changed || presents ? 1 : playing.kept.resumeAt), page: 0 },
  }
}
