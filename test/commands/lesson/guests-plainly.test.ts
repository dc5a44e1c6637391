import { expect, test, vi } from 'vitest'
import { keepProgress } from '../../../src/commands/lesson/keep-progress.ts'
import { findLesson } from '../../../src/course/find.ts'
import { play } from '../../../src/lesson/player.ts'
import { createLive } from '../../../src/presenters/live.ts'
import { presentPlainly } from '../../../src/presenters/plain.ts'
import { stage } from '../../support/lessons.ts'
import { pipedEnvironment } from '../../support/run.ts'
import { plainStyle } from '../../support/style.ts'

/**
 * Somebody who types `1` to each question and Enter to go on, and whose app others call meanwhile.
 * @param calls at which times of waiting
 */
async function read(name: string, calls: (time: number) => boolean) {
  const found = await findLesson(name)
  const { environment } = pipedEnvironment()
  const chosen = new Map<number, number>()
  let said = ''
  let time = 0
  let called = 0
  const guests: string[] = []
  for (let from = { step: 1, page: 0 }; ;) {
    const live = createLive(environment.open, guests)
    const talk = {
      style: plainStyle({}),
      write: (text: string) => void (said += text),
      async readLine() {
        if (said.endsWith('or quit: ')) return '1'
        time += 1
        if (calls(time)) {
          called += 1
          const body = `said=${called}`
          await fetch(`http://${live.address}/`, {
            method: 'POST',
            body,
            headers: { 'User-Agent': 'made-up/1.0\u009B' },
          })
          await vi.waitFor(() => expect(said).toContain(body))
        }
        return ''
      },
      pauses: true,
      journey: keepProgress(found.lesson, null, environment),
      from,
      chosen,
      exercise: { title: '', status: 'new' as const },
    }
    const outcome = await presentPlainly(play({ ...found, change: {} }, { ...stage, callers: live }), talk, live)
    if (outcome.kind !== 'goto') return { outcome, said, called }
    from = outcome.position
  }
}

test.each(['session-options', 'genid'])(
  'a call to the app of %s is told while it waits, and changes nothing else',
  async (name) => {
    const alone = await read(name, () => false)
    const { outcome, said, called } = await read(name, (time) => time % 3 === 1)
    expect(outcome).toEqual({ kind: 'end', held: true })
    expect(called).toBeGreaterThan(1)
    expect(said.match(/somebody just called: made-up/g)).toHaveLength(called)
    expect(said).not.toContain('\u009B')
    // Each session that was stored for one of them has a letter of its own; with the constant genid it is that of everybody.
    const told = said.split('somebody just called: made-up').slice(1)
    const letters = told.flatMap(
      (text) => /^.*\n {3}store +set +\S+ \((\w)\)/s.exec(text.split(' Press Enter')[0] ?? '')?.[1] ?? [],
    )
    const own = letters.filter((letter) => letter !== 'A')
    expect(new Set(own).size).toBe(own.length)
    expect(letters).toHaveLength(name === 'genid' ? called : letters.length)
    // Every step, question and verdict comes once, as without.
    for (const line of [/step \d+ of \d+/g, /Predict: .*/g, /(Not this time|Right: |It came true).*/g])
      expect(said.match(line)).toEqual(alone.said.match(line))
  },
)
