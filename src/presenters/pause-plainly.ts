import type { ExchangeSeen } from '../lesson/events.ts'
import type { Reach } from '../lesson/up-to.ts'
import { curlCommand } from '../terminal/command-lines.ts'
import type { Sessions } from '../terminal/exchange/sessions.ts'
import { renderTrace } from '../terminal/exchange/stack.ts'
import { renderEvent } from '../terminal/lesson/event.ts'
import { renderGlossary, termsOn } from '../terminal/lesson/glossary.ts'
import type { Style } from '../terminal/style.ts'
import type { Outcome, Position } from './journey.ts'
import { callsBefore, type Live } from './live.ts'
import type { PlainTalk } from './plain-talk.ts'

/** What was told before the learner is waited for. */
interface Told {
  readonly here: Position
  /** How many the lesson has. */
  readonly steps: number
  /** The last one. */
  readonly exchange: ExchangeSeen | undefined
  /** What was shown so far; null between a question and its verdict, where an experiment would give it away. */
  readonly reach: Reach | null
  /** The claims of the step that a change of options may make false. */
  readonly breakable: readonly string[]
  /** What was said since the last time, for the words in it. */
  readonly recent: string
  readonly sessions: Sessions
  /** What others send to the app meanwhile. */
  readonly live: Live
}

/** Waits for the learner, and tells of what others send to the app until then. @returns undefined to go on */
export async function pausePlainly(
  { readLine, pauses, write, style, journey }: PlainTalk,
  { here, steps, exchange, reach, breakable, recent, sessions, live }: Told,
): Promise<Outcome | undefined> {
  const { step } = here
  if (!readLine || !pauses) return undefined
  const offersGame = reach !== null && breakable.length > 0
  for (;;) {
    const more = `${reach ? 'change, ' : ''}${offersGame ? 'break, ' : ''}`
    const question = ` Press Enter to go on, or type: back, again, step 1 (or another), ${more}trace, types, words, curl or quit. `
    write(question)
    const stop = live.waken(() => {
      const calls = callsText(live, style, sessions)
      if (calls !== '') write(`\n\n${calls}${question}`)
    })
    const line = await readLine().finally(stop)
    write('\n')
    if (line === null) return { kind: 'quit' }
    const typed = line.trim().toLowerCase()
    switch (typed) {
      case '':
      case 'next':
        return undefined
      case 'q':
      case 'quit':
        return { kind: 'quit' }
      case 'back':
        return { kind: 'goto', position: { step: Math.max(1, step - 1), page: 0 } }
      case 'again':
        return { kind: 'goto', position: { step, page: 0 } }
      case 'change':
        if (reach) return { kind: 'experiment', position: { step, page: 0 }, reach }
        write(' There is nothing to change here yet.\n')
        break
      case 'break':
        if (offersGame) return { kind: 'game', position: { step, page: 0 }, claims: breakable }
        write(' No claim here depends on an option.\n')
        break
      case 'trace':
        write(exchange ? `${renderTrace(exchange, style)}\n\n` : ' There has been no request yet.\n\n')
        break
      case 'words':
        write(`${renderGlossary(termsOn(recent), style)}\n\n`)
        break
      case 'types':
        journey.showTypes(!journey.showsTypes())
        write(` Code is shown with${journey.showsTypes() ? '' : 'out'} its types from here on.\n\n`)
        break
      case 'curl':
        write(exchange ? `${curlCommand(exchange)}\n\n` : ' There has been no request yet.\n\n')
        break
      default: {
        const wanted = stepOf(typed)
        if (wanted >= 1 && wanted <= steps) return { kind: 'goto', position: { step: wanted, page: 0 } }
        write(Number.isNaN(wanted) ? ' That is not one of the words.\n' : ` There are steps 1 to ${steps}.\n`)
      }
    }
  }
}

/** The number in `step 5`; NaN for other words. */
const stepOf = (typed: string): number => Number(/^step (\d+)$/.exec(typed)?.[1] ?? NaN)

/** What others sent to the app since the last time; empty if nothing. */
function callsText(live: Live, style: Style, known: Sessions): string {
  const { calls, left, sessions } = live.take(known)
  const before = left > 0 ? [` ${callsBefore(left)}`] : []
  const shown = calls.map((call) => renderEvent(call, style, 'full', { sessions }))
  return [...before, ...shown].map((text) => `${text}\n\n`).join('')
}
