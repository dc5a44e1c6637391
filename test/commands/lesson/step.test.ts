import { expect, test } from 'vitest'
import { findPlace } from '../../../src/course/find.ts'
import { openProgress } from '../../../src/progress/open.ts'
import { lessonProgress } from '../../../src/progress/progress.ts'
import { run, temporaryFolder } from '../../support/run.ts'

/** Which steps were printed, and what is known of the lesson afterwards. */
async function played(words: readonly string[], input = '') {
  const stateFolder = temporaryFolder()
  const outcome = await run(words, { stateFolder, input })
  const steps = words.includes('--json')
    ? outcome.events.flatMap(({ event, number }) => (event === 'step' ? [number] : []))
    : [...outcome.stdout.matchAll(/step (\d+) of \d+/g)].map(([, number]) => Number(number))
  return { code: outcome.code, steps, known: lessonProgress(openProgress(stateFolder, Date.now).read(), 'genid') }
}

const { steps: LAST } = await findPlace('genid', 'lesson')

const NEW = { status: 'new', step: 0, ahead: [] }

test('a transcript begins there, and records nothing', async () => {
  expect(await played(['lesson', `genid.${LAST - 2}`])).toMatchObject({
    code: 0,
    steps: [LAST - 2, LAST - 1, LAST],
    known: NEW,
  })
})

test('--json prints the lesson, and what happens from there to the end', async () => {
  const { events } = await run(['lesson', '3', '--json', '--step', String(LAST)], { stateFolder: temporaryFolder() })
  const kinds = events.map(({ event }) => event)
  expect([kinds[0], kinds[1], kinds.at(-1)]).toEqual(['lesson', 'step', 'end'])
  expect(kinds.filter((kind) => kind === 'step')).toHaveLength(1)
  // All of it was played.
  expect(Number(events.at(-1)?.['claims'])).toBeGreaterThan(kinds.filter((kind) => kind === 'claim').length)
})

test.each([[['--auto']], [['--json', '--auto']]])('%j from there on does what was left out not', async (flags) => {
  const { code, steps, known } = await played(['lesson', '3', '--step', String(LAST - 1), ...flags])
  expect({ code, steps }).toEqual({ code: 0, steps: [LAST - 1, LAST] })
  expect(known).toMatchObject({ status: 'started', step: 0, ahead: [{ from: LAST - 1, to: LAST }] })
})

test('--plain begins there, and what is played counts', async () => {
  const { code, steps, known } = await played(['lesson', `3.${LAST - 1}`, '--plain'])
  expect({ code, steps }).toEqual({ code: 0, steps: [LAST - 1, LAST] })
  expect(known).toMatchObject({ status: 'started', step: 0, ahead: [{ from: LAST - 1, to: LAST }] })
})

test('other options begin there too', async () => {
  const { code, steps } = await played(['lesson', `3.${LAST}`, '--json', '--set', 'rolling=true'])
  expect({ code, steps }).toEqual({ code: 0, steps: [LAST] })
})
