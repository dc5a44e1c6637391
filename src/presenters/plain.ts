import type { ClaimChecked, ExchangeSeen, LessonEvent } from '../lesson/events.ts'
import { see, type Seen } from '../lesson/seen.ts'
import { sessionsOf } from '../terminal/exchange/sessions.ts'
import type { Reach } from '../lesson/up-to.ts'
import { curlCommand } from '../terminal/command-lines.ts'
import { renderTrace } from '../terminal/exchange/stack.ts'
import { renderEnd, type EndCard } from '../terminal/lesson/end.ts'
import { renderEvent } from '../terminal/lesson/event.ts'
import { renderHeading, renderStepTitle, type HeadedLesson } from '../terminal/lesson/heading.ts'
import { renderInline } from '../terminal/markup/inline.ts'
import { renderGlossary, termsOn } from '../terminal/lesson/glossary.ts'
import { renderTimeline } from '../terminal/lesson/timeline.ts'
import { renderVerdict } from '../terminal/lesson/verdict.ts'
import { renderVersions } from '../terminal/lesson/versions.ts'
import type { Style } from '../terminal/style.ts'
import { scoreOf, type Journey, type Outcome } from './journey.ts'

/** Who answers. Lines come from standard input; null says that it has ended. */
export interface PlainTalk {
  readonly style: Style
  write(text: string): void
  /** Null in a transcript: the run answers the questions, and nothing waits. */
  readonly readLine: (() => Promise<string | null>) | null
  /** Whether to wait for the learner after each exchange: only where a person types. */
  readonly pauses: boolean
  readonly journey: Journey
  /** The first step to show; earlier ones are played silently. */
  readonly from: number
  /** What the learner can do next. */
  readonly exercise: EndCard['exercise']
}

/** Presents a run as text from top to bottom: no redraws, nothing shortened, a word beside every sign. */
export async function presentPlainly(events: AsyncIterable<LessonEvent>, talk: PlainTalk): Promise<Outcome> {
  const { style, journey } = talk
  /** What was said since the learner was last waited for. */
  let recent = ''
  const say = (text: string) => {
    recent += `${text}\n\n`
    talk.write(`${text}\n\n`)
  }
  const claims: ClaimChecked[] = []
  let heading: HeadedLesson = { number: 0, title: '', change: {}, playedOn: null }
  let step = 0
  let steps = 0
  let question: { readonly choices: readonly string[]; readonly chosen: number | null } | undefined
  let exchange: ExchangeSeen | undefined
  let paused = true
  let clockMoves = false
  const seen: Seen[] = []
  /** Between a question and its verdict. */
  let undecided = false
  /** What was shown last that has a name, and the claims of the step. */
  let last = ''
  let stepClaims: ClaimChecked[] = []
  /** How many of them other servers answered. */
  let seenElsewhere = 0

  /** Waits once after an exchange. Undefined: go on. */
  const rest = async (): Promise<Outcome | undefined> => {
    const reach = undecided ? null : { step, last, claims: stepClaims.map(({ text }) => text) }
    const breakable = stepClaims.filter(({ breaksWith, holds }) => breaksWith && holds).map(({ text }) => text)
    const outcome = paused ? undefined : await pause(talk, step, steps, exchange, reach, breakable, recent)
    if (!paused) recent = ''
    paused = true
    return outcome
  }

  for await (const event of events) {
    const shown = step >= talk.from
    switch (event.event) {
      case 'lesson':
        heading = { ...event, playedOn: event }
        clockMoves = event.clockMoves
        break
      case 'step':
      case 'end': {
        const outcome = shown ? await rest() : undefined
        if (outcome) return outcome
        if (shown && step > 0) journey.finishedStep(step)
        if (event.event === 'end') {
          const score = talk.readLine && journey.answers.size > 0 ? scoreOf(journey.answers) : null
          say(renderHeading(heading, 'done', style))
          const { number } = heading
          const folder = heading.playedOn?.with?.folder
          say(renderEnd({ number, claims, score, broken: journey.broken, exercise: talk.exercise, folder }, style))
          return { kind: 'end', held: event.held === event.claims }
        }
        step = event.number
        stepClaims = []
        steps = event.of
        if (step >= talk.from) {
          say(renderHeading(heading, `step ${step} of ${event.of}`, style))
          say(renderStepTitle(event.title, style))
          if (step === 1 && heading.playedOn?.with) say(renderVersions(heading.playedOn, style))
        }
        break
      }
      case 'predict': {
        question = { choices: event.choices, chosen: null }
        if (!shown) break
        const outcome = await rest()
        if (outcome) return outcome
        const numbered = event.choices.map((choice, i) => `   ${i + 1}  ${renderInline(choice, style)}`)
        say([` Predict: ${renderInline(event.question, style)}`, ...numbered].join('\n'))
        const answer = await askForNumber(talk, event.choices.length, event.hints)
        if (answer === 'quit') return { kind: 'quit' }
        question = { choices: event.choices, chosen: answer }
        undecided = true
        break
      }
      case 'verdict':
        undecided = false
        if (!shown) break
        say(renderVerdict(event, question?.choices ?? [], question?.chosen ?? null, style))
        if (question && question.chosen !== null && event.answer !== null) {
          journey.answered(step, question.chosen === event.answer)
        }
        break
      default: {
        if (event.event === 'restart' && event.browsers === 'fresh') seenElsewhere = seen.length
        if (event.event === 'claim') claims.push(event)
        if (event.event === 'exchange') seen.push(see(event, event.cookieName))
        if (!shown) break
        const outcome = event.event === 'claim' ? undefined : await rest()
        if (outcome) return outcome
        if ('label' in event) last = event.label
        if (event.event === 'claim') {
          last = event.text
          stepClaims.push(event)
        }
        if (event.event === 'exchange') {
          exchange = event
          paused = false
        }
        const readable = event.event === 'code' ? { ...event, lines: await event.lines() } : event
        say(renderEvent(readable, style, 'full', { sessions: sessionsOf(seen), types: journey.showsTypes() }))
        if (event.event === 'exchange' && clockMoves) {
          const timeline = renderTimeline(seen.slice(seenElsewhere), sessionsOf(seen), style, 'full')
          if (timeline !== '') say(timeline)
        }
      }
    }
  }
  return { kind: 'quit' }
}

/** Asks until a number of the list comes. Null: nobody answers, the run will. */
async function askForNumber(
  { readLine, write }: PlainTalk,
  count: number,
  hints: readonly string[],
): Promise<number | null | 'quit'> {
  if (!readLine) return null
  let hinted = 0
  for (;;) {
    write(` Type a number from 1 to ${count}${hinted < hints.length ? ', hint' : ''} or quit: `)
    const line = await readLine()
    write('\n')
    if (line === null) {
      write(' No more answers: the run answers this one.\n\n')
      return null
    }
    const typed = line.trim().toLowerCase()
    const number = Number(typed)
    if (Number.isInteger(number) && number >= 1 && number <= count) return number - 1
    if (typed === 'quit' || typed === 'q') return 'quit'
    if (typed === 'hint' && hinted < hints.length) {
      write(` Hint: ${hints[hinted]}\n`)
      hinted += 1
    } else if (typed === 'hint') {
      write(` There is no ${hinted > 0 ? 'other ' : ''}hint for this question.\n`)
    } else {
      write(` That is none of the answers.\n`)
    }
  }
}

/**
 * Waits for the learner. Undefined: go on.
 * @param reach what was shown so far; null between a question and its verdict, where an experiment would give it away
 * @param recent what was said since the last time, for the words in it
 * @param breakable the claims of the step that a change of options may make false
 */
async function pause(
  { readLine, pauses, write, style, journey }: PlainTalk,
  step: number,
  steps: number,
  exchange: ExchangeSeen | undefined,
  reach: Reach | null,
  breakable: readonly string[],
  recent: string,
): Promise<Outcome | undefined> {
  if (!readLine || !pauses) return undefined
  const offersGame = reach !== null && breakable.length > 0
  for (;;) {
    const more = `${reach ? 'change, ' : ''}${offersGame ? 'break, ' : ''}`
    write(
      ` Press Enter to go on, or type: back, again, step 1 (or another), ${more}trace, types, words, curl or quit. `,
    )
    const line = await readLine()
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
        write(' Not before the question is decided.\n')
        break
      case 'break':
        if (offersGame) return { kind: 'game', position: { step, page: 0 }, claims: breakable }
        write(' There is no claim here that an option decides.\n')
        break
      case 'trace':
        write(exchange ? `${renderTrace(exchange, style)}\n\n` : ' There was no request yet.\n\n')
        break
      case 'words':
        write(`${renderGlossary(termsOn(recent), style)}\n\n`)
        break
      case 'types':
        journey.showTypes(!journey.showsTypes())
        write(` Code is shown with${journey.showsTypes() ? '' : 'out'} its types from here on.\n\n`)
        break
      case 'curl':
        write(exchange ? `${curlCommand(exchange)}\n\n` : ' There was no request yet.\n\n')
        break
      default: {
        const wanted = stepOf(typed)
        if (wanted >= 1 && wanted <= steps) return { kind: 'goto', position: { step: wanted, page: 0 } }
        write(Number.isNaN(wanted) ? ' That is none of the words.\n' : ` There are steps 1 to ${steps}.\n`)
      }
    }
  }
}

/** The number in `step 5`; NaN for other words. */
const stepOf = (typed: string): number => Number(/^step (\d+)$/.exec(typed)?.[1] ?? NaN)
