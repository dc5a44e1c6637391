import { expect, test } from 'vitest'
import { syllabus } from '../../../lessons/index.ts'
import { openProgress } from '../../../src/progress/open.ts'
import { run, temporaryFolder } from '../../support/run.ts'

/** Progress in which so many lessons are done. */
function after(done: number): string {
  const stateFolder = temporaryFolder()
  const store = openProgress(stateFolder, Date.now)
  for (const { slug } of syllabus.slice(0, done)) store.record({ type: 'done', lesson: slug, right: 1, predictions: 1 })
  return stateFolder
}

test('it takes the flags of lesson', async () => {
  const { code, events } = await run(['next', '--json', '--set', 'rolling=true', '--step', '2'], {
    stateFolder: after(2),
  })
  expect(code).toBe(0)
  expect(events[0]).toMatchObject({ event: 'lesson', number: 3, options: { rolling: true } })
  expect(events.find(({ event }) => event === 'step')).toMatchObject({ number: 2 })
})

test('there is none after the last', async () => {
  const { code, stdout } = await run(['next', '--json'], { stateFolder: after(syllabus.length) })
  expect({ code, stdout }).toEqual({
    code: 0,
    stdout: 'Every lesson is done.\nPlay one again by its number: session-tutor lesson 1\n',
  })
})
