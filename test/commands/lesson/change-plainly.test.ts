import { expect, test } from 'vitest'
import { gamePlainly } from '../../../src/commands/lesson/change-plainly.ts'
import { keepProgress } from '../../../src/commands/lesson/keep-progress.ts'
import { findLesson } from '../../../src/course/find.ts'
import { stage } from '../../support/lessons.ts'
import { pipedEnvironment } from '../../support/run.ts'
import { plainStyle } from '../../support/style.ts'

const genid = await findLesson('genid')
const CLAIM = 'The second visit found its session in the store.'

/** Plays the game with the lines of somebody who types. */
async function game(claims: readonly string[], lines: readonly string[]) {
  const { environment } = pipedEnvironment()
  const kept = keepProgress(genid.lesson, null, environment)
  const left = [...lines]
  let said = ''
  const talk = {
    style: plainStyle({}),
    write: (text: string) => void (said += text),
    readLine: async () => left.shift() ?? null,
    pauses: true,
    journey: kept,
    from: { step: 1, page: 0 },
    chosen: new Map<number, number>(),
    exercise: { title: '', status: 'new' as const },
  }
  await gamePlainly({ found: genid, talk, kept, stage }, claims)
  return { said, found: kept.found, left }
}

test('a claim is asked for, then changes until one makes it false', async () => {
  const lines = ['9', '2', 'genId=x', 'name=sid', 'saveUninitialized=false', '']
  const { said, found, left } = await game(['Another claim.', CLAIM], lines)
  for (const text of ['There is no such claim', 'Did you mean genid?', 'still true', 'broken in this lesson']) {
    expect(said).toContain(text)
  }
  expect(found).toEqual([CLAIM])
  expect(left).toEqual([])
})

test.each<readonly [string, readonly string[], readonly string[]]>([
  ['from the claims', [CLAIM, 'Another claim.'], ['']],
  ['from the changes', [CLAIM], ['']],
  ['after a change that broke nothing', [CLAIM], ['name=sid', '']],
  ['where nobody answers any more', [CLAIM], []],
])('Enter alone leads back: %s', async (_, claims, lines) => {
  const { found, left } = await game(claims, lines)
  expect(found).toEqual([])
  expect(left).toEqual([])
})
