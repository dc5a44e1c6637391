import type { ClaimChecked, ExchangeSeen, LessonEvent } from '../lesson/events.ts'
import { see, type Seen } from '../lesson/seen.ts'
import { sessionsOf } from '../terminal/exchange/sessions.ts'
import { renderEnd } from '../terminal/lesson/end.ts'
import { renderEvent } from '../terminal/lesson/event.ts'
import { renderHeading, renderStepTitle, type HeadedLesson } from '../terminal/lesson/heading.ts'
import { renderInline } from '../terminal/markup/inline.ts'
import { renderTimeline } from '../terminal/lesson/timeline.ts'
import { renderVerdict } from '../terminal/lesson/verdict.ts'
import { renderVersions } from '../terminal/lesson/versions.ts'
import { reachOf, scoreOf, type Outcome, type Position } from './journey.ts'
import type { Live } from './live.ts'
import { pausePlainly } from './pause-plainly.ts'
import type { PlainTalk } from './plain-talk.ts'

/**
 * Presents a run as text from top to bottom: no redraws, nothing shortened, a word beside every sign.
 * @param live what others send to the app meanwhile
 */
export async function presentPlainly(
  events: AsyncIterable<LessonEvent>,
  talk: PlainTalk,
  live: Live,
): Promise<Outcome> {
  const { style, journey, from } = talk
  /** What was said since the learner was last waited for. */
  let recent = ''
  const say = (text: string) => {
    recent += `${text}\n\n`
    talk.write(`${text}\n\n`)
  }
  const claims: ClaimChecked[] = []
  let heading: HeadedLesson = { number: 0, title: '', change: {}, playedOn: null }
  let here: Position = { step: 0, page: 0 }
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

  const isShown = () => here.step > from.step || (here.step === from.step && here.page >= from.page)

  /** Waits once after an exchange. Undefined: go on. */
  const rest = async (): Promise<Outcome | undefined> => {
    if (paused) return undefined
    paused = true
    const next = { ...here, page: here.page + 1 }
    if (isShown()) {
      const reach = undecided ? null : reachOf(here, last, stepClaims, seen)
      const breakable = stepClaims.filter(({ breaksWith, holds }) => breaksWith && holds).map(({ text }) => text)
      const told = { here, steps, exchange, reach, breakable, recent, sessions: sessionsOf(seen), live }
      const outcome = await pausePlainly(talk, told)
      recent = ''
      if (outcome) return outcome
      // Others have changed the app: the lesson goes on with a new one, in which they never called.
      if (live.wasCalled) return { kind: 'goto', position: next }
    }
    here = next
    return undefined
  }

  for await (const event of events) {
    switch (event.event) {
      case 'lesson':
        heading = { ...event, playedOn: event }
        clockMoves = event.clockMoves
        break
      case 'step':
      case 'end': {
        const outcome = await rest()
        if (outcome) return outcome
        if (isShown() && here.step > 0) journey.finishedStep(here.step)
        if (event.event === 'end') {
          const score = talk.readLine && journey.answers.size > 0 ? scoreOf(journey.answers) : null
          say(renderHeading(heading, 'done', style))
          const { number } = heading
          const folder = heading.playedOn?.with?.folder
          say(renderEnd({ number, claims, score, broken: journey.broken, exercise: talk.exercise, folder }, style))
          return { kind: 'end', held: event.held === event.claims }
        }
        here = { step: event.number, page: 0 }
        stepClaims = []
        steps = event.of
        if (isShown()) {
          say(renderHeading(heading, `step ${here.step} of ${event.of}`, style))
          say(renderStepTitle(event.title, style))
          if (here.step === 1 && heading.playedOn?.with) say(renderVersions(heading.playedOn, style))
        }
        break
      }
      case 'predict': {
        const outcome = await rest()
        if (outcome) return outcome
        question = { choices: event.choices, chosen: talk.chosen.get(here.step) ?? null }
        if (!isShown()) break
        const numbered = event.choices.map((choice, i) => `   ${i + 1}  ${renderInline(choice, style)}`)
        say([` Predict: ${renderInline(event.question, style)}`, ...numbered].join('\n'))
        const answer = await askForNumber(talk, event.choices.length, event.hints)
        if (answer === 'quit') return { kind: 'quit' }
        question = { choices: event.choices, chosen: answer }
        if (answer !== null) talk.chosen.set(here.step, answer)
        undecided = true
        break
      }
      case 'verdict':
        undecided = false
        if (!isShown()) break
        say(renderVerdict(event, question?.choices ?? [], question?.chosen ?? null, style))
        if (question && question.chosen !== null && event.answer !== null) {
          journey.answered(here.step, question.chosen === event.answer)
        }
        break
      case 'causes':
        if (isShown()) say(renderEvent(event, style, 'full'))
        break
      default: {
        if (event.event === 'restart' && event.browsers === 'fresh') seenElsewhere = seen.length
        if (event.event === 'claim') claims.push(event)
        if (event.event === 'exchange') seen.push(see(event, event.cookieName))
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
        if (!isShown()) break
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
      write(` That is not one of the answers.\n`)
    }
  }
}
