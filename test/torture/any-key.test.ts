import { expect, test } from 'vitest'
import { syllabus } from '../../lessons/index.ts'
import { isPrediction } from '../support/learner.ts'
import { startTutor } from '../support/terminal.ts'
import { createDice } from './paste-maker.ts'

// How many keys are pressed in a lesson; `npm run test:torture` presses more, and SEED=<number> others.
const PRESSES = Number(process.env['PRESSES'] ?? (process.env['TORTURE'] ? 150 : 12))
const FIRST = Number(process.env['SEED'] ?? 1)
const SMALL = { columns: 40, rows: 20 }
const SIZES = process.env['TORTURE'] ? [SMALL, { columns: 80, rows: 24 }] : [SMALL]

/** What leaves the lesson, and what starts the learner's own browser. */
const LEAVES = ['q', 'o']

/** The keys that the bar below a page shows, as a terminal sends them: `enter next  1-3 choose  q quit`. */
function keysOf(page: string): string[] {
  const bar = page.split(/\n\s*\n/).at(-1) ?? ''
  const shown = bar
    .trim()
    .split(/\s{2,}|\n/)
    .map((item) => item.split(' ')[0] ?? '')
  return shown.flatMap((key) => {
    const [, from, to] = /^(\d)-(\d)$/.exec(key) ?? []
    if (from === undefined) return LEAVES.includes(key) || key === '↑↓' ? [] : [key]
    return Array.from({ length: Number(to) - Number(from) + 1 }, (_, i) => String(Number(from) + i))
  })
}

test.concurrent.each(SIZES.flatMap((size) => syllabus.map(({ slug }, i) => ({ slug, ...size, seed: FIRST + i }))))(
  '$slug at $columns columns: each key that a page shows leads to a page that fits',
  { timeout: 30 * 60_000 },
  async ({ slug, columns, rows, seed }) => {
    const { roll } = createDice(seed)
    await using terminal = startTutor(['lesson', slug], { columns, rows, variables: { SESSION_TUTOR_BROWSER: 'none' } })
    let page = await terminal.turn()
    const pressed: string[] = []
    let [isWhole, more] = [false, false]
    for (let i = 0; i < PRESSES; i += 1) {
      const keys = keysOf(page)
      expect(keys, `after ${pressed.join(' ')}:\n${page}`).not.toEqual([])
      const key = keys[roll(3) > 0 && !isPrediction(page) ? 0 : roll(keys.length)] ?? ''
      pressed.push(key)
      page = await terminal.turn(key).catch((error: Error) => {
        throw new Error(`after ${pressed.join(' ')}: ${error.message}`)
      })
      // All headers, and what is to be copied, stay whole until the next page.
      if (key === 'a' || key === 'c') isWhole = true
      else if (key !== 'enter' || !more) isWhole = false
      more = /^\s*enter more/m.test(page)
      expect(page, `after ${pressed.join(' ')}`).not.toMatch(/^\(node:\d+\)/m)
      expect(isWhole ? [] : terminal.tooWide(), `after ${pressed.join(' ')}`).toEqual([])
    }
    terminal.press('q')
    expect(await terminal.ended).toEqual({ exitCode: 0, cooked: true, cursorVisible: true })
  },
)
