import { describe, expect, test } from 'vitest'
import { endCardScreen } from '../../src/commands/lesson/end-card-screen.ts'
import { experimentScreen } from '../../src/commands/lesson/experiment-screen.ts'
import { gameScreen } from '../../src/commands/lesson/game-screen.ts'
import { lessonScreen } from '../../src/commands/lesson/lesson-screen.ts'
import { pagesScreen } from '../../src/commands/lesson/pages-screen.ts'
import { beginPlaying, type Playing } from '../../src/commands/lesson/playing.ts'
import { stepsScreen } from '../../src/commands/lesson/steps-screen.ts'
import type { EndCardScreen, PagesScreen, Screen } from '../../src/commands/screen.ts'
import { showScreens } from '../../src/commands/show-screens.ts'
import { exercisesScreen } from '../../src/commands/watch/exercises-screen.ts'
import { claimsOfLesson, suggestedChanges } from '../../src/commands/lesson/experiment.ts'
import { findLesson } from '../../src/course/find.ts'
import { UserError } from '../../src/errors.ts'
import { placeOf } from '../../src/lesson/attempt.ts'
import type { OptionChange } from '../../src/lesson/script.ts'
import { openProgress } from '../../src/progress/open.ts'
import { lessonProgress } from '../../src/progress/progress.ts'
import { plainStyle } from '../support/style.ts'
import { stage, withParts } from '../support/lessons.ts'
import { pipedEnvironment } from '../support/run.ts'

const genid = await findLesson('genid')
const COUNT = genid.lesson.steps.length
const QUIT_RIGHT: Screen = { screen: 'quit', code: 0 }

/** What the learner does: presses a key, or chooses from a list. The last is done again and again. */
type Deed = string | number

/** A lesson, and a learner who is no terminal. */
function sitting(
  deeds: readonly Deed[],
  {
    change = {},
    found = genid,
    presents = false,
  }: { change?: OptionChange; found?: typeof genid; presents?: boolean } = {},
) {
  const { environment, stdout } = pipedEnvironment()
  const left = [...deeds]
  const bars: string[][] = []
  const next = () => (left.length > 1 ? left.shift() : left[0])
  const begun = beginPlaying(found, change, !presents, stage, environment, presents)
  const playing: Playing = {
    ...begun,
    desk: {
      ...begun.desk,
      style: async () => plainStyle({ rows: 200 }),
      prompts: {
        ...begun.desk.prompts,
        // A key that does nothing now is passed over, as at a terminal.
        key: async (keys) => {
          bars.push(keys.map(({ word }) => word))
          const deed = next()
          return keys.find(({ key }) => key === deed)?.key ?? 'enter'
        },
        choose: async () => {
          const deed = next()
          return typeof deed === 'number'
            ? { index: deed }
            : deed === 'enter' || deed === undefined
              ? { index: 0 }
              : { key: deed }
        },
      },
    },
  }
  const visit = { flags: {}, environment }
  return {
    playing,
    visit,
    stdout,
    bars,
    pages: (step: number): PagesScreen => ({ screen: 'pages', playing, at: { step, page: 0 } }),
    card(code: 0 | 1): EndCardScreen {
      for (const step of found.lesson.steps.keys()) playing.kept.finishedStep(step + 1)
      return { screen: 'end-card', playing, code }
    },
    progress: () => lessonProgress(openProgress(environment.stateFolder, Date.now).read(), found.lesson.slug),
  }
}

describe('the pages of a lesson lead', () => {
  test('to its end card, and the lesson is done', async () => {
    const { pages, playing, progress, visit } = sitting(['enter'])
    expect(await pagesScreen(pages(1), visit)).toEqual({ screen: 'end-card', playing, code: 0 })
    expect(progress().status).toBe('done')
    expect(playing.claims.size).toBeGreaterThan(0)
  })

  test('to an end card that tells the shell, if a claim fell', async () => {
    const broken = withParts(genid.lesson, (part) => (part.kind === 'claim' ? { ...part, holds: () => false } : part))
    const { pages, playing, visit } = sitting(['enter'], { found: { number: genid.number, lesson: broken } })
    expect(await pagesScreen(pages(1), visit)).toEqual({ screen: 'end-card', playing, code: 1 })
  })

  test('out of it', async () => {
    const { pages, visit } = sitting(['q'])
    expect(await pagesScreen(pages(1), visit)).toEqual(QUIT_RIGHT)
  })

  test('nowhere with a look at the types of the code, which is remembered', async () => {
    const { pages, playing, stdout, visit } = sitting(['t', 'q'])
    await pagesScreen(pages(2), visit)
    const [without = '', withTypes = ''] = stdout().split('export const options').slice(1)
    expect(without).toMatch(/^ = \{/)
    expect(withTypes).toMatch(/^: SessionOptions = \{/)
    expect(playing.kept.showsTypes()).toBe(true)
    const again = beginPlaying(genid, {}, true, stage, visit.environment)
    expect(again.kept.showsTypes()).toBe(true)
    again.kept.showTypes(false)
    expect(beginPlaying(genid, {}, true, stage, visit.environment).kept.showsTypes()).toBe(false)
  })

  test('a page back', async () => {
    const { pages, playing, visit } = sitting(['b'])
    expect(await pagesScreen(pages(3), visit)).toMatchObject({ screen: 'pages', playing, at: { step: 2 } })
  })

  test('to the list of steps, from there to one of them, and those before it are not done by that', async () => {
    const { pages, playing, progress, visit } = sitting(['g', COUNT - 2, 'enter'])
    const steps = await pagesScreen(pages(2), visit)
    expect(steps).toEqual({ screen: 'steps', playing, back: { step: 2, page: 0 } })
    if (steps.screen !== 'steps') return
    const there = await stepsScreen(steps)
    expect(there).toEqual({ screen: 'pages', playing, at: { step: COUNT - 1, page: 0 } })
    // Played to the end from there.
    expect(await pagesScreen(pages(COUNT - 1), visit)).toMatchObject({ screen: 'end-card' })
    expect(progress()).toMatchObject({ status: 'started', step: 0, ahead: [{ from: COUNT - 1, to: COUNT }] })
    expect(playing.kept).toMatchObject({ leftOut: 1 })
    // And what was left out, afterwards.
    expect(await pagesScreen(pages(1), visit)).toMatchObject({ screen: 'end-card' })
    expect(progress()).toMatchObject({ status: 'done', step: 0, ahead: [] })
  })

  test.each<[Deed, Screen['screen']]>([
    ['b', 'pages'],
    ['q', 'quit'],
  ])('to the list of steps, and %s leads to %s', async (key, screen) => {
    const { playing } = sitting([key])
    const back = { step: 3, page: 1 }
    const next = await stepsScreen({ screen: 'steps', playing, back })
    expect(next).toMatchObject(screen === 'pages' ? { screen, playing, at: back } : { screen, code: 0 })
  })

  test('to a change of an option, and from there to the same page', async () => {
    // Between a question and its verdict it is not offered.
    const lesson = withParts(genid.lesson, (part) => part)
    const { pages, playing, visit } = sitting(['x'], { found: { number: genid.number, lesson } })
    const next = await pagesScreen(pages(1), visit)
    expect(next).toMatchObject({ screen: 'experiment', code: 0, back: { screen: 'pages', playing, at: { step: 1 } } })
  })

  test('with other options to what they did, and then the shell hears of claims that fell', async () => {
    const change = { saveUninitialized: false }
    const { pages, progress, stdout, visit } = sitting(['enter'], { change })
    expect(await pagesScreen(pages(1), visit)).toEqual({ screen: 'quit', code: 1 })
    expect(stdout()).toContain('You changed')
    // It counts for no step, but what fell was seen.
    expect(progress()).toMatchObject({ status: 'started', step: 0 })
    expect(progress().broken.length).toBeGreaterThan(0)
  })
})

describe('the end card leads', () => {
  const from = async (deed: Deed, code: 0 | 1 = 0, found = genid) => {
    const { card, playing, visit } = sitting([deed], { found })
    return { next: await endCardScreen(card(code), visit), card: card(code), playing }
  }

  test('to the next lesson', async () => {
    expect((await from(1)).next).toEqual({ screen: 'lesson', number: genid.number + 1, change: {} })
  })

  test('to the exercise, and from there to itself', async () => {
    const { next, playing } = await from(0, 1)
    expect(next).toEqual({
      screen: 'exercises',
      name: String(genid.number),
      flags: {},
      back: { screen: 'end-card', playing, code: 1 },
    })
  })

  test('to the game, from there to itself, and who quits there has not forgotten', async () => {
    const { next, playing } = await from(2, 1)
    const back = { screen: 'end-card', playing, code: 1 }
    // It was not played here, so no claim was checked.
    expect(next).toEqual({ screen: 'game', playing, claims: [], claim: null, back, code: 1 })
  })

  test('to the menu', async () => {
    expect((await from(3, 1)).next).toEqual({ screen: 'menu' })
  })

  test.each<readonly [Deed, 0 | 1]>([
    [4, 0],
    [4, 1],
    ['q', 0],
    ['q', 1],
  ])('out of it (%j), and tells the shell %i', async (deed, code) => {
    expect((await from(deed, code)).next).toEqual({ screen: 'quit', code })
  })

  test('to a step that was left out, before all else', async () => {
    const { playing, visit } = sitting([0])
    playing.kept.finishedStep(COUNT)
    expect(await endCardScreen({ screen: 'end-card', playing, code: 0 }, visit)).toEqual({
      screen: 'pages',
      playing,
      at: { step: 1, page: 0 },
    })
  })

  test('from the last lesson to its exercise first', async () => {
    const last = await findLesson('5')
    expect((await from(0, 0, last)).next).toMatchObject({ screen: 'exercises', name: '5' })
  })
})

describe('before a class', () => {
  test('the end has slides of its own, and offers no step that was left out: nothing is kept', async () => {
    const { pages, playing, progress, stdout, visit } = sitting(['enter'], { presents: true })
    await pagesScreen(pages(COUNT), visit)
    const before = stdout().length
    expect(await endCardScreen({ screen: 'end-card', playing, code: 0 }, visit)).toMatchObject({
      screen: 'exercises',
      name: String(genid.number),
    })
    const slides = stdout().slice(before).split('\u001B[H')
    expect(slides.findIndex((slide) => slide.includes('Remember'))).toBe(1)
    expect(slides.findIndex((slide) => slide.includes('You may have read'))).toBe(2)
    expect(slides).toHaveLength(4)
    expect(slides.join('')).not.toContain('done')
    expect(progress().status).toBe('new')
  })

  test('its slides can be left', async () => {
    const { pages, playing, visit } = sitting(['enter'], { presents: true })
    await pagesScreen(pages(COUNT), visit)
    const leaving: Playing = {
      ...playing,
      desk: { ...playing.desk, prompts: { ...playing.desk.prompts, key: async () => 'q' } },
    }
    expect(await endCardScreen({ screen: 'end-card', playing: leaving, code: 0 }, visit)).toEqual(QUIT_RIGHT)
  })
})

describe('the game leads', () => {
  const second = 'The second visit found its session in the store.'
  const [first = '', once = ''] = claimsOfLesson(genid.lesson).flatMap(({ text }) => (text === second ? [] : text))
  const from = async (claims: readonly string[], ...deeds: readonly Deed[]) => {
    const { card, playing, progress, stdout } = sitting(deeds)
    const screen = { screen: 'game', playing, claims, claim: null, back: card(1), code: 1 } as const
    return { next: await gameScreen(screen), screen, progress, stdout }
  }
  /** The place of a change in the list. */
  const placeOfChange = (change: OptionChange) => {
    const reach = { step: placeOf(genid.lesson, second)?.step ?? 0, last: second, claims: [] }
    const offered = suggestedChanges(genid, reach, 'by name').map((suggestion) => JSON.stringify(suggestion.change))
    return offered.indexOf(JSON.stringify(change))
  }
  const CONSTANT = placeOfChange({ genid: 'constant' })
  const SAVE_NOTHING = placeOfChange({ saveUninitialized: false })

  test.each<readonly [string, readonly string[], readonly Deed[]]>([
    ['from the claims', [first, once], ['b']],
    ['from the changes', [second], ['b']],
    ['from a claim that is still true', [second], [CONSTANT, 'enter']],
    ['from all that a change did', [first, second], [1, SAVE_NOTHING, 'a', 'enter']],
  ])('back: %s', async (_, claims, deeds) => {
    const { next, screen } = await from(claims, ...deeds)
    expect(next).toBe(screen.back)
  })

  test('to another change of the same claim, until it is false', async () => {
    const { next, screen, progress, stdout } = await from([first, second], 1, CONSTANT, 'f')
    expect(next).toEqual({ ...screen, claim: second })
    expect(progress()).toMatchObject({ broken: [], found: [] })
    expect(stdout()).toContain('still true')
  })

  test('to another claim when it is false, and that counts', async () => {
    const { next, screen, progress, stdout } = await from([first, second], 1, SAVE_NOTHING, 'f')
    expect(next).toEqual({ ...screen, claim: null })
    expect(progress()).toMatchObject({ broken: [second], found: [second] })
    expect(stdout()).toMatch(/1 of \d+ broken in this lesson/)
  })

  test.each<readonly [string, readonly Deed[]]>([
    ['from the claims', ['q']],
    ['from what a change did', [1, SAVE_NOTHING, 'q']],
  ])('out of it, %s, and tells the shell', async (_, deeds) => {
    expect((await from([first, second], ...deeds)).next).toEqual({ screen: 'quit', code: 1 })
  })
})

describe('a key is offered only where it shows something new', () => {
  test.each<readonly [string, number, boolean]>([
    ['session-options', 2, false],
    ['genid', 2, true],
  ])('types, in step 2 of %s', async (slug, step, offered) => {
    const { pages, bars, visit } = sitting(['q'], { found: await findLesson(slug) })
    await pagesScreen(pages(step), visit)
    expect(bars[0]?.includes('types')).toBe(offered)
  })

  const CLAIM = 'By default the cookie is called connect.sid.'

  test.each<readonly [OptionChange, boolean]>([
    [{ resave: true }, false],
    [{ 'cookie.path': '/session' }, true],
  ])('all differences, of %j', async (change, offered) => {
    const found = await findLesson('session-options')
    const place = placeOf(found.lesson, CLAIM)?.step ?? 0
    const known = suggestedChanges(found, { step: place, last: CLAIM, claims: [] }, 'by name')
    const at = known.findIndex((suggestion) => JSON.stringify(suggestion.change) === JSON.stringify(change))
    const { card, playing, bars } = sitting([at, 'q'], { found })
    await gameScreen({ screen: 'game', playing, claims: [CLAIM], claim: CLAIM, back: card(0), code: 0 })
    expect(bars.at(-1)?.includes('all differences')).toBe(offered)
  })
})

describe('a change of an option leads', () => {
  const from = async (...deeds: readonly Deed[]) => {
    const { card, playing, progress } = sitting(deeds)
    const screen = { screen: 'experiment', playing, reach: null, back: card(1), code: 1 } as const
    return { next: await experimentScreen(screen), screen, progress }
  }

  test.each<readonly [string, readonly Deed[]]>([
    ['before it is chosen', ['b']],
    ['from what it did', [0, 'enter']],
    ['from all that it did', [0, 'a', 'enter']],
  ])('back: %s', async (_, deeds) => {
    const { next, screen } = await from(...deeds)
    expect(next).toBe(screen.back)
  })

  test('to another one, and what fell is kept', async () => {
    const { next, progress, screen } = await from(0, 'x')
    expect(next).toBe(screen)
    expect(progress().broken.length).toBeGreaterThan(0)
    expect(screen.playing.kept.broken).toEqual(progress().broken)
  })

  test.each<readonly [string, readonly Deed[]]>([
    ['before it is chosen', ['q']],
    ['from what it did', [0, 'q']],
  ])('out of it: %s', async (_, deeds) => {
    expect((await from(...deeds)).next).toEqual({ screen: 'quit', code: 1 })
  })
})

describe('a lesson', () => {
  test('without a terminal it is played to its end, and the shell hears what came of it', async () => {
    const { environment } = pipedEnvironment()
    const lesson = (change: OptionChange) => ({ screen: 'lesson', number: genid.number, change }) as const
    expect(await lessonScreen(lesson({}), { flags: {}, environment })).toEqual(QUIT_RIGHT)
    const changed = lesson({ saveUninitialized: false })
    expect(await lessonScreen(changed, { flags: { json: true }, environment })).toEqual({ screen: 'quit', code: 1 })
    expect(await showScreens(changed, { flags: {}, environment })).toBe(1)
  })

  test('at a terminal it goes on where it was left, and starts over with other options', async () => {
    const { environment } = pipedEnvironment({ interactive: true })
    openProgress(environment.stateFolder, Date.now).record({ type: 'step', lesson: 'genid', step: 2, of: 9 })
    const lesson = (change: OptionChange) =>
      lessonScreen({ screen: 'lesson', number: genid.number, change }, { flags: {}, environment })
    expect(await lesson({})).toMatchObject({ screen: 'pages', at: { step: 3, page: 0 } })
    expect(await lesson({ rolling: true })).toMatchObject({ screen: 'pages', at: { step: 1, page: 0 } })
    const jump = { screen: 'lesson', number: genid.number, change: {}, step: 5 } as const
    expect(await lessonScreen(jump, { flags: {}, environment })).toMatchObject({ screen: 'pages', at: { step: 5 } })
  })
})

test('exercises that cannot be watched are an error, where there is nothing to go back to', async () => {
  const { environment } = pipedEnvironment()
  const watched = exercisesScreen(
    { screen: 'exercises', name: '1', flags: {}, back: QUIT_RIGHT },
    { flags: {}, environment },
  )
  await expect(watched).rejects.toThrow(UserError)
})

test.each([0, 1, 130] as const)('quitting with %i shows nothing more', async (code) => {
  const { environment, stdout } = pipedEnvironment()
  expect(await showScreens({ screen: 'quit', code }, { flags: {}, environment })).toBe(code)
  expect(stdout()).toBe('')
})
