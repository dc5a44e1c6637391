import { expect, test } from 'vitest'
import { findLesson } from '../../src/course/find.ts'
import { play } from '../../src/lesson/player.ts'
import { createLive } from '../../src/presenters/live.ts'
import type { Position } from '../../src/presenters/journey.ts'
import { presentToClass } from '../../src/presenters/slides.ts'
import type { Sitting } from '../../src/presenters/screen.ts'
import { WOKEN, type Prompts } from '../../src/terminal/prompts.ts'
import { anExchange } from '../support/exchange.ts'
import { stage } from '../support/lessons.ts'
import { plainStyle } from '../support/style.ts'

const genid = await findLesson('genid')

/** A teacher who presses these keys, and then quits. @returns what came of it, and what was shown */
async function teacher(
  keys: readonly string[],
  from: Position = { step: 1, page: 0 },
  live = createLive(async () => true),
  style = plainStyle(),
) {
  const left = [...keys]
  const slides: string[] = []
  const bars: string[][] = []
  const key: Prompts['key'] = async (offered) => {
    bars.push(offered.map(({ word }) => word))
    return left.shift() ?? 'q'
  }
  const sitting = {
    write: (text: string) => void slides.push(text),
    style: async () => style,
    prompts: { key },
    journey: { showsTypes: () => false },
    onClaim() {},
  } as unknown as Sitting
  const outcome = await presentToClass(play({ ...genid, change: {} }, { ...stage, callers: live }), sitting, from, live)
  return { outcome, slides, bars }
}

test('only what turns slides is offered', async () => {
  const { bars, outcome } = await teacher(['enter'])
  expect(bars).toEqual([
    ['next', 'steps', 'quit'],
    ['next', 'back', 'steps', 'quit'],
  ])
  expect(outcome).toEqual({ kind: 'quit' })
})

test('b goes a slide back, into the step before too, and g to the steps', async () => {
  expect((await teacher(['enter', 'b'])).outcome).toEqual({ kind: 'goto', position: { step: 1, page: 0 } })
  const { outcome } = await teacher(['b'], { step: 2, page: 0 })
  expect(outcome).toMatchObject({ kind: 'goto', position: { step: 1 } })
  expect(outcome.kind === 'goto' && outcome.position.page).toBeGreaterThan(2)
  expect((await teacher(['g'], { step: 3, page: 1 })).outcome).toEqual({
    kind: 'steps',
    position: { step: 3, page: 1 },
  })
})

test('b goes a part back on a slide that is shown in parts', async () => {
  const small = plainStyle({ rows: 12, columns: 40 })
  const live = createLive(async () => true)
  const { bars, slides } = await teacher(['enter', 'b'], { step: 1, page: 0 }, live, small)
  expect(bars.slice(0, 2)).toEqual([
    ['more', 'quit'],
    ['next', 'back', 'steps', 'quit'],
  ])
  expect(slides[2]).toBe(slides[0])
})

test('it begins where it is told to', async () => {
  const { slides } = await teacher([], { step: 4, page: 0 })
  expect(slides).toHaveLength(1)
  expect(slides[0]).toContain('step 4 of 9')
})

test('who calls the app meanwhile gets a slide, and then the lesson goes on with a new app', async () => {
  const live = createLive(async () => true)
  const calling = {
    ...live,
    get wasCalled() {
      return true
    },
    take: () => ({
      calls: [
        { ...anExchange({ label: 'somebody just called: curl' }), event: 'exchange' as const, cookieName: 'sid' },
      ],
      left: 0,
      sessions: new Map(),
    }),
  }
  const { slides, outcome } = await teacher([WOKEN, 'enter'], { step: 1, page: 0 }, calling)
  expect(slides.at(-1)).toContain('somebody just called: curl')
  expect(outcome).toEqual({ kind: 'goto', position: { step: 1, page: 1 } })
})
