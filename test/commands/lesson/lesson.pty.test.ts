import { describe, expect, test } from 'vitest'
import { openProgress } from '../../../src/progress/open.ts'
import { goOn, isEndCard, isExchange, isPrediction, keyBar, playTo, stepOf } from '../../support/learner.ts'
import { temporaryFolder } from '../../support/run.ts'
import { startTutor } from '../../support/terminal.ts'

const LEFT_IN_PEACE = { exitCode: 0, cooked: true, cursorVisible: true }

/** How many answers the first prediction of a lesson offers. */
const answersOf = (page: string): number => page.match(/^ [ ❯] \d {2}/gm)?.length ?? 0

describe.each([
  [80, 24],
  [40, 20],
])('at %i columns and %i rows', (columns, rows) => {
  const size = { columns, rows }

  test.concurrent.each(['genid', '1'])('the run decides which answer of lesson %s is right', async (lesson) => {
    const said = /^ ✔ Right: |^ ✗ Not this time\. /m
    const verdicts: string[] = []
    for (let answer = 1, answers = 2; answer <= answers; answer++) {
      await using terminal = startTutor(['lesson', lesson], size)
      answers = answersOf(await playTo(terminal, isPrediction))
      const page = await playTo(terminal, (shown) => said.test(shown), await terminal.turn(String(answer)))
      verdicts.push(page.slice(page.search(said)).replaceAll(/\s+/g, ' '))
    }
    const wrong = verdicts.filter((verdict) => /Not this time\. You said: .+ The server says: .+/.test(verdict))
    expect(wrong.length).toBeGreaterThanOrEqual(1)
    expect(verdicts.filter((verdict) => verdict.includes('Right: '))).toHaveLength(1)
    expect(verdicts).toHaveLength(wrong.length + 1)
  })

  test.concurrent('an answer is chosen with arrow keys too', async () => {
    await using terminal = startTutor(['lesson', 'genid'], size)
    const page = await playTo(terminal, isPrediction)
    expect(await terminal.turn('down', 'down')).toMatch(/^ ❯ 2 /m)
    expect(await terminal.turn('up', 'up')).toMatch(new RegExp(`^ ❯ ${answersOf(page)} `, 'm'))
    await terminal.turn('down', 'down')
    // What was chosen stays on the screen, alone.
    const next = await terminal.turn('enter')
    expect(next).toMatch(/^ ❯ 2 /m)
    expect(answersOf(next)).toBe(1)
  })

  test.concurrent('no answer is chosen before the learner chooses: Enter alone answers nothing', async () => {
    await using terminal = startTutor(['lesson', 'genid'], size)
    const page = await playTo(terminal, isPrediction)
    expect(page).not.toContain('❯')
    expect(keyBar(page)).toMatch(/^1-\d choose /)
    terminal.press('enter', 'enter')
    const selected = await terminal.turn('up')
    expect(selected).toMatch(new RegExp(`^ ❯ ${answersOf(page)} `, 'm'))
    expect(keyBar(selected)).toMatch(/^enter choose /)
  })

  test.concurrent('hints come one by one, when asked for', async () => {
    await using terminal = startTutor(['lesson', 'genid'], size)
    let page = await playTo(terminal, (shown) => isPrediction(shown) && keyBar(shown).includes('h hint'))
    expect(page).not.toContain('Hint')
    for (let hints = 1; keyBar(page).includes(' hint'); hints++) {
      page = await terminal.turn('h')
      expect(page.match(/^ {3}Hint /gm)).toHaveLength(hints)
    }
    expect(stepOf(page)).toBe('')
    expect(answersOf(page)).toBeGreaterThanOrEqual(2)
  })
})

describe('the keys of an exchange', () => {
  test.concurrent('c shows it as a curl command', async () => {
    await using terminal = startTutor(['lesson', 'genid'])
    const page = await playTo(terminal, isExchange)
    const shown = await terminal.turn('c')
    expect(shown).toMatch(/^ {3}curl [^]*http:\/\/127\.0\.0\.1:\d+/m)
    expect(keyBar(shown)).toBe(keyBar(page))
  })

  test.concurrent('a shows all headers', async () => {
    await using terminal = startTutor(['lesson', 'genid'])
    const page = await playTo(terminal, isExchange)
    expect(page).toMatch(/\+ \d+ more headers/)
    let shown = await terminal.turn('a')
    while (keyBar(shown).startsWith('enter more')) shown += await terminal.turn('enter')
    expect(shown).toMatch(/ > Host: 127\.0\.0\.1:\d+/)
    expect(shown).toMatch(/ < Date: /)
    expect(shown).not.toMatch(/\+ \d+ more headers/)
  })

  test.concurrent('? explains the words on the screen, at a question too', async () => {
    await using terminal = startTutor(['lesson', 'genid'])
    await playTo(terminal, isExchange)
    let shown = await terminal.turn('?')
    expect(shown).toMatch(/^ (Set-)?Cookie {2,}A re(quest|sponse) header/m)
    while (keyBar(shown).startsWith('enter more')) shown = await terminal.turn('enter')
    await playTo(terminal, (page) => isPrediction(page) && keyBar(page).includes('? words'), shown)
    expect(await terminal.turn('?')).toMatch(/^ \S.* {2,}[A-Z]/m)
  })

  test.concurrent('s takes the cookie apart', async () => {
    await using terminal = startTutor(['lesson', 'genid'])
    await playTo(terminal, (page) => keyBar(page).includes(' s cookie'))
    expect(await terminal.turn('s')).toContain('signature')
  })

  test.concurrent('r plays it again, on a fresh server', async () => {
    await using terminal = startTutor(['lesson', 'genid'])
    const page = await playTo(terminal, (shown) => isExchange(shown) && shown.includes('Set-Cookie: '))
    const again = await terminal.turn('r')
    const cookie = /Set-Cookie: .*/
    expect(stepOf(again)).toBe(stepOf(page))
    expect(again).toMatch(cookie)
    expect(cookie.exec(again)).not.toEqual(cookie.exec(page))
    expect(again.replace(cookie, '').split('\n')).toHaveLength(page.replace(cookie, '').split('\n').length)
  })

  test.concurrent('b goes a page back, and enter comes here again', async () => {
    await using terminal = startTutor(['lesson', 'genid'])
    const seen: string[] = []
    const heading = (page: string) => page.split('\n').slice(0, 4).join('\n')
    let page = await terminal.turn()
    while (!stepOf(page).startsWith('step 3 ')) {
      seen.push(page)
      page = await goOn(terminal, page)
    }
    const before = seen.at(-1) ?? ''
    const back = await terminal.turn('b')
    expect(Number(/step (\d+)/.exec(back)?.[1])).toBe(2)
    const onceMore = await playTo(terminal, (shown) => stepOf(shown).startsWith('step 3 '), back)
    expect(heading(onceMore)).toBe(heading(page))
    expect(before).not.toBe('')
  })
})

test.concurrent('b leads out of a long text that was asked for, and shows the page again', async () => {
  await using terminal = startTutor(['lesson', 'genid'], { columns: 40, rows: 12 })
  await playTo(terminal, isExchange)
  expect(keyBar(await terminal.turn('a'))).toMatch(/^enter more b back to the page/)
  expect(stepOf(await terminal.turn('b'))).toBe('step 2 of 9')
})

test.concurrent('a lesson that was left goes on at the same step', async () => {
  const stateFolder = temporaryFolder()
  let left: string
  {
    await using terminal = startTutor(['lesson', 'genid'], { stateFolder })
    left = stepOf(await playTo(terminal, (page) => stepOf(page).startsWith('step 3 ')))
    terminal.press('q')
    expect(await terminal.ended).toEqual(LEFT_IN_PEACE)
  }
  await using terminal = startTutor(['lesson', 'genid'], { stateFolder })
  expect(stepOf(await terminal.turn())).toBe(left)
  terminal.press('q')
  expect(await terminal.ended).toEqual(LEFT_IN_PEACE)
})

test.concurrent('a prediction is left with q, or back with b', async () => {
  await using terminal = startTutor(['lesson', 'genid'])
  const page = await playTo(terminal, (shown) => isPrediction(shown) && !stepOf(shown).startsWith('step 1 '))
  const step = Number(/step (\d+)/.exec(page)?.[1])
  const back = await terminal.turn('b')
  expect([step - 1, step]).toContain(Number(/step (\d+)/.exec(back)?.[1]))
  const again = await playTo(terminal, isPrediction, back)
  expect(again).toContain('Predict')
  terminal.press('q')
  expect(await terminal.ended).toEqual(LEFT_IN_PEACE)
})

test.concurrent('the end card counts what was predicted, and leads to the next lesson', async () => {
  const stateFolder = temporaryFolder()
  await using terminal = startTutor(['lesson', 'genid'], { stateFolder })
  let predictions = 0
  let page = await terminal.turn()
  while (!isEndCard(page)) {
    if (isPrediction(page)) predictions++
    page = await goOn(terminal, page)
  }
  const score = /done, (\d+) of (\d+) predicted/.exec(page)
  expect(Number(score?.[2])).toBe(predictions)
  expect(Number(score?.[1])).toBeLessThanOrEqual(predictions)
  expect(page).toMatch(/^ ❯ 1 {2}Exercise 3: /m)
  expect(page).toMatch(/^ {3}2 {2}Next: 4, /m)

  const next = await terminal.turn('2')
  expect(next).toMatch(/^ 4 /m)
  expect(stepOf(next)).toMatch(/^step 1 of/)
  terminal.press('q')
  expect(await terminal.ended).toEqual(LEFT_IN_PEACE)

  await using menu = startTutor([], { stateFolder })
  expect(await menu.turn()).toMatch(/^ {3,4}3 .*done$/m)
})

test.concurrent('the end card leads to the exercise of the lesson, and comes back', async () => {
  await using terminal = startTutor(['lesson', 'genid'])
  const card = await playTo(terminal, isEndCard)
  expect(card).toMatch(/^ ❯ 1 {2}Exercise 3: /m)
  await terminal.turnTo(/^ 3 {2}.*(running|watching)/m, 'enter')
  let page = await terminal.turnTo(/^ Remember|enter more/m, 'b')
  while (!isEndCard(page)) page = await terminal.turn('enter')
  expect(page).toMatch(/^ ❯ 1 {2}Exercise 3: /m)
})

test.concurrent('the end card knows that the exercise is solved', async () => {
  const stateFolder = temporaryFolder()
  openProgress(stateFolder, Date.now).record({ type: 'tried', lesson: 'genid', passed: 1, checks: 1 })
  await using terminal = startTutor(['lesson', 'genid'], { stateFolder })
  expect(await playTo(terminal, isEndCard)).toMatch(/^ ❯ 1 {2}Exercise 3: .* \(solved\)$/m)
})

test.concurrent('the end card leads to the menu', async () => {
  await using terminal = startTutor(['lesson', 'genid'])
  const card = await playTo(terminal, isEndCard)
  const menu = /^ . (\d) {2}Menu$/m.exec(card)?.[1] ?? ''
  expect(await terminal.turn(menu)).toMatch(/^ session-tutor /m)
})

test.concurrent.each(['an exchange', 'a prediction'])(
  'a window made smaller at %s: the next pages fit',
  async (place) => {
    await using terminal = startTutor(['lesson', 'genid'])
    let page = await playTo(terminal, place === 'an exchange' ? isExchange : isPrediction)
    terminal.resize(40, 20)
    // The program learns of it by a signal, which key presses may overtake on a busy machine: the page after them may be too wide still.
    await terminal.turn(isPrediction(page) ? 'down' : 'c')
    page = await goOn(terminal, page)
    for (let pages = 0; pages < 8; pages++) {
      page = await goOn(terminal, page)
      // Above the heading may stand the prompt that was answered, drawn for the wide window.
      const shown = page.slice(Math.max(page.lastIndexOf('\n 3 '), page.lastIndexOf('\n step ')))
      expect(terminal.tooWide().filter((line) => shown.includes(line))).toEqual([])
    }
  },
)
