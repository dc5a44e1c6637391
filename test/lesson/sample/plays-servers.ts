import { get, lesson, send, servers, step } from '../../../src/lesson/index.ts'
import { play } from '../../../src/lesson/player.ts'
import { stage } from '../../support/lessons.ts'

/** Plays a step with two servers, says so when they run, and stays there: for a test that kills it. */
const script = lesson({
  home: new URL('../../../lessons/04-restart-memory-loss/lesson.ts', import.meta.url).href,
  steps: [step('the only step', servers('two', ['A', 'B'], { app: 'file-store-app' }), send('me', get('/me')))],
  experiments: [],
})
const sample = { slug: 'sample', title: 'Sample', summary: 'for tests', ...script }

for await (const event of play({ number: 1, lesson: sample, change: {} }, stage)) {
  if (event.event !== 'exchange') continue
  stage.taps.self.stdout.write('here\n')
  // Nobody ends it but the test.
  await new Promise((resolve) => setTimeout(resolve, 1_000_000))
}
