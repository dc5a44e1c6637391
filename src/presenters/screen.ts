import type { ClaimChecked, ExchangeSeen, LessonEvent, PredictAsked } from '../lesson/events.ts'
import { see, type Seen } from '../lesson/seen.ts'
import { sessionsOf } from '../terminal/exchange/sessions.ts'
import { listLook, predictLines, renderPredict } from '../terminal/lesson/question.ts'
import { renderEvent } from '../terminal/lesson/event.ts'
import { renderHeading, renderStepTitle, type HeadedLesson } from '../terminal/lesson/heading.ts'
import { renderVersions } from '../terminal/lesson/versions.ts'
import { renderVerdict } from '../terminal/lesson/verdict.ts'
import type { Key } from '../terminal/keys.ts'
import type { Style } from '../terminal/style.ts'
import type { Live } from './live.ts'
import type { Journey, Outcome, Position } from './journey.ts'
import { createPage } from './page.ts'
import { before, QUIT, roomFor, showCalls, STEPS, turnPage, type Desk } from './turn-page.ts'

/** The keys that leave a question without an answer. */
const LEAVE: readonly Key[] = [{ key: 'b', word: 'back' }, STEPS, QUIT]

/** A learner at a terminal. */
export interface Sitting extends Desk {
  /** Read again for each page, because a window can be resized. */
  style(): Promise<Style>
  readonly journey: Journey
  /** What was chosen in this sitting, by step: a question is not asked twice on the way to a later page. */
  readonly chosen: Map<number, number>
  /** Receives each claim as it is checked, shown or not. */
  onClaim(claim: ClaimChecked): void
}

/**
 * Presents a run page by page. A page is what fits the window; after each exchange the learner stays until a key says go on.
 * Returns at the end of the lesson, before its end card, or when the learner wants something else.
 * @param from the first page to show; earlier ones are played silently
 * @param live what others send to the app meanwhile
 */
export async function presentOnScreen(
  events: AsyncIterable<LessonEvent>,
  sitting: Sitting,
  from: Position,
  live: Live,
): Promise<Outcome> {
  let style = await sitting.style()
  let lesson: HeadedLesson = { number: 0, title: '', change: {}, playedOn: null }
  let step = { text: '', title: '' }
  let here: Position = { step: 0, page: 0 }
  const lastPages = new Map<number, number>()
  let asked: PredictAsked | undefined
  /** Every exchange so far, shown or not: a session keeps its letter. */
  const seen: Seen[] = []
  /** Between a question and its verdict. */
  let undecided = false
  /** What was shown last that has a name, and the claims of the page. */
  let last = ''
  let claims: ClaimChecked[] = []

  const isShown = () => here.step > from.step || (here.step === from.step && here.page >= from.page)
  const newPage = () => {
    claims = []
    const heading = renderHeading(lesson, step.text, style)
    return createPage(roomFor(style), here.page > 0 ? heading : `${heading}\n${renderStepTitle(step.title, style)}`)
  }
  let page = newPage()

  /** Shows the page and waits. Undefined: a new page has begun. */
  const turn = async (): Promise<Outcome | undefined> => {
    const reach = undecided ? null : { step: here.step, last, claims: claims.map(({ text }) => text) }
    const breakable = claims.filter(({ breaksWith, holds }) => breaksWith && holds).map(({ text }) => text)
    const told = { sessions: sessionsOf(seen), reach, breakable, live }
    const outcome = isShown() ? await turnPage(page, here, lastPages, sitting, style, told) : undefined
    if (outcome) return outcome
    return goOn()
  }

  /** Begins the next page. Where others called the app, the lesson goes on with a new one, in which they never did. */
  const goOn = async (): Promise<Outcome | undefined> => {
    lastPages.set(here.step, here.page)
    here = { ...here, page: here.page + 1 }
    if (live.wasCalled) return { kind: 'goto', position: here }
    style = await sitting.style()
    page = newPage()
    return undefined
  }

  /** Adds a block, on a new page if needed. It is rendered again there, because the window may have been resized. */
  const add = async (render: () => string, exchange?: ExchangeSeen): Promise<Outcome | undefined> => {
    const outcome = page.fits(render()) ? undefined : await turn()
    if (outcome) return outcome
    if (exchange) page.addExchange(render(), exchange)
    else page.add(render())
    return undefined
  }

  const addClaim = async (claim: ClaimChecked): Promise<Outcome | undefined> => {
    const render = (one: ClaimChecked) => renderEvent(one, style, 'brief')
    // There is room for what it will show later: a page that changed its size would not be found again.
    const outcome = page.fits(render(claim)) ? undefined : await turn()
    if (outcome) return outcome
    page.addClaim(render(puzzle(claim, sitting.journey)))
    last = claim.text
    claims.push(claim)
    return undefined
  }

  /** Asks the question of a step. Undefined: it is answered, and a new page has begun. */
  const ask = async (event: PredictAsked): Promise<Outcome | undefined> => {
    asked = event
    const room = '\n'.repeat(predictLines(event, LEAVE, style))
    const outcome = page.exchange || !page.fits(room) ? await turn() : undefined
    if (outcome) return outcome
    undecided = true
    if (isShown()) {
      sitting.write(`\n${page.text}\n\n`)
      const answer = await sitting.prompts.choose({
        ...listLook(style),
        head: renderPredict(event, style),
        choices: event.choices,
        hints: event.hints,
        preselected: null,
        keys: LEAVE,
      })
      if ('key' in answer) {
        if (answer.key === QUIT.key) return { kind: 'quit' }
        if (answer.key === STEPS.key) return { kind: 'steps', position: here }
        return { kind: 'goto', position: before(here, lastPages) }
      }
      sitting.chosen.set(here.step, answer.index)
      if (live.wasCalled) await showCalls(live, sitting, style, sessionsOf(seen))
    }
    return goOn()
  }

  for await (const event of events) {
    let outcome: Outcome | undefined
    switch (event.event) {
      case 'lesson':
        lesson = { ...event, playedOn: event }
        break
      case 'step':
      case 'end':
        if (page.hasContent) outcome = await turn()
        if (outcome) return outcome
        if (here.step > 0 && here.step >= from.step) sitting.journey.finishedStep(here.step)
        if (event.event === 'end') return { kind: 'end', held: event.held === event.claims }
        here = { step: event.number, page: 0 }
        step = { text: `step ${event.number} of ${event.of}`, title: event.title }
        page = newPage()
        if (event.number === 1 && lesson.playedOn?.with) page.add(renderVersions(lesson.playedOn, style))
        break
      case 'predict':
        outcome = await ask(event)
        break
      case 'verdict': {
        const chosen = sitting.chosen.get(here.step) ?? null
        if (chosen !== null && event.answer !== null) sitting.journey.answered(here.step, chosen === event.answer)
        outcome = await add(() => renderVerdict(event, asked?.choices ?? [], chosen, style))
        undecided = false
        break
      }
      case 'claim':
        sitting.onClaim(event)
        outcome = await addClaim(event)
        break
      default:
        if (event.event === 'exchange') seen.push(see(event, event.cookieName))
        if (page.exchange) outcome = await turn()
        outcome ??= await add(
          () => renderEvent(event, style, 'brief', sessionsOf(seen)),
          event.event === 'exchange' ? event : undefined,
        )
        if ('label' in event) last = event.label
    }
    if (outcome) return outcome
  }
  return { kind: 'quit' }
}

/** A claim without the change that breaks it, as long as the learner has not seen it fall: finding it is a game. */
const puzzle = (claim: ClaimChecked, { broken }: Pick<Journey, 'broken'>): ClaimChecked =>
  broken.includes(claim.text) ? claim : { ...claim, breaksWith: null }
