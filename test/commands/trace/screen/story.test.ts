import { expect, test } from 'vitest'
import { createLetters } from '../../../../src/commands/trace/letters.ts'
import { storyPage } from '../../../../src/commands/trace/screen/story.ts'
import { width } from '../../../../src/terminal/text.ts'
import { exchange, observation } from '../../../support/observations.ts'
import { plainStyle } from '../../../support/style.ts'

const AGENT =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/156.0.0.0 Safari/537.36'

/** A request of Chrome 1. @param server the number of the process that got it */
const visit = (number: number, server: number, line: string) => ({
  number,
  server,
  client: { name: 'Chrome 1', agent: AGENT },
  facts: exchange({ number, line, pid: 100 + server }),
  refused: null,
})
const story = (aside: readonly number[], columns = 80) =>
  storyPage(
    'Chrome 1',
    {
      exchanges: [visit(1, 1, 'GET /@vite/client'), visit(2, 2, 'GET /me'), visit(3, 1, 'GET /app.css')],
      observation: observation(),
      answering: 2,
      aside,
      letters: createLetters(),
      folder: '/app',
    },
    plainStyle({ columns }),
  )

test('each visit says which process got it; what stands aside is counted', () => {
  expect(story([1])).toMatch(/ \+ 2 to a process without session\(\)\n.* #2 {2}GET \/me/)
  expect(story([1])).not.toContain('/@vite/client')
  expect(story([])).toMatch(/#1 {2}GET \/@vite\/client[^]*#2 {2}GET \/me[^]*#1 {2}GET \/app\.css/)
  expect(story([])).not.toContain('without session()')
})

test.each([80, 40])('at %i columns each line fits, that of a long User-Agent, too', (columns) => {
  expect(
    story([1], columns)
      .split('\n')
      .filter((line) => width(line) >= columns),
  ).toEqual([])
})
