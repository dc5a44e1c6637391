import { play } from '../../lesson/player.ts'
import { createLive } from '../../presenters/live.ts'
import { presentOnScreen } from '../../presenters/screen.ts'
import { presentToClass } from '../../presenters/slides.ts'
import { showText } from '../../presenters/turn-page.ts'
import { GOES_WRONG_HERE } from '../../terminal/lesson/causes.ts'
import { renderDiff } from '../../terminal/lesson/diff.ts'
import type { PagesScreen, Screen, Visit } from '../screen.ts'
import { tryChange } from './experiment.ts'
import type { Playing } from './playing.ts'

/** Plays a lesson page by page, from a place on. With other options it ends with what they did. */
export async function pagesScreen({ playing, at }: PagesScreen, { environment }: Visit): Promise<Screen> {
  const { found, change, stage, desk, guests } = playing
  const live = createLive(environment.open, guests)
  const present = playing.presents ? presentToClass : presentOnScreen
  const outcome = await present(play({ ...found, change }, { ...stage, callers: live }), desk, at, live)
  environment.interrupted.throwIfAborted()
  switch (outcome.kind) {
    case 'quit':
      return { screen: 'quit', code: 0 }
    case 'goto':
      return { screen: 'pages', playing, at: outcome.position }
    case 'steps':
      return { screen: 'steps', playing, back: outcome.position }
    case 'experiment':
      return {
        screen: 'experiment',
        playing,
        reach: outcome.reach,
        back: { screen: 'pages', playing, at: outcome.position },
        code: 0,
      }
    case 'game':
      return {
        screen: 'game',
        playing,
        claims: outcome.claims,
        claim: null,
        back: { screen: 'pages', playing, at: outcome.position },
        code: 0,
      }
    case 'causes':
      return {
        screen: 'causes',
        title: GOES_WRONG_HERE,
        codes: outcome.causes.map(({ code }) => code),
        chosen: 0,
        back: { screen: 'pages', playing, at: outcome.position },
      }
    case 'end': {
      const code = outcome.held ? 0 : 1
      if (playing.changed) {
        await showWhatChanged(playing)
        return { screen: 'quit', code }
      }
      playing.kept.finished(true)
      return { screen: 'end-card', playing, code }
    }
  }
}

async function showWhatChanged({ found, change, stage, desk }: Playing): Promise<void> {
  const { diff, options, sentences } = await tryChange(found, change, null, stage)
  desk.journey.broke(diff.fell.map(({ text }) => text))
  const style = await desk.style()
  await showText(renderDiff(diff, options, sentences, style, 'brief'), desk, style)
}
