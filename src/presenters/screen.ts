import type { ClaimChecked, ExchangeSeen, LessonEvent, PredictAsked } from '../lesson/events.ts'
import type { CauseName } from '../lesson/script.ts'
import { see, type Seen } from '../lesson/seen.ts'
import { sessionsOf } from '../terminal/exchange/sessions.ts'
import { listLook, predictLines, renderPredict } from '../terminal/lesson/question.ts'
import { renderEvent } from '../terminal/lesson/event.ts'
import { hasTypes } from '../terminal/markup/code.ts'
import { renderHeading, renderLaterHeading, type HeadedLesson } from '../terminal/lesson/heading.ts'
import { renderTimeline } from '../terminal/lesson/timeline.ts'
import { renderVersions } from '../terminal/lesson/versions.ts'
import { renderVerdict } from '../terminal/lesson/verdict.ts'
import { keyTo, QUIT } from '../terminal/key-table.ts'
import type { Key } from '../terminal/keys.ts'
import type { Style } from '../terminal/style.ts'
import type { Live } from './live.ts'
import { reachOf, type Journey, type Outcome, type Position } from './journey.ts'
import { createPage, type Block } from './page.ts'
import { renderGlossary, termsOn } from '../terminal/lesson/glossary.ts'
import { before, leaves, roomFor, showCalls, STEPS, turnPage, turnTypes, TYPES, WORDS, type Desk } from './turn-page.ts'

/** The keys that leave a question without an answer. */
const LEAVE: readonly Key[] = [keyTo('back', 'back'), STEPS, QUIT]

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
  let clockMoves = false
  let step = { text: '', title: '' }
  let here: Position = { step: 0, page: 0 }
  const lastPages = new Map<number, number>()
  let asked: PredictAsked | undefined
  /** Every exchange so far, shown or not: a session keeps its letter. */
  const seen: Seen[] = []
  /** Those that are under way together, until their order is shown. */
  const crossing: ExchangeSeen[] = []
  /** How many of them other servers answered, whose cookies no browser has any more. */
  let seenElsewhere = 0
  /** What happened between exchanges, and stands above what comes next: never on a page of its own. */
  let between: Block[] = []
  /** Between a question and its verdict. */
  let undecided = false
  /** What goes wrong at the point that the step came to: known when all of it was played. */
  let causes: readonly CauseName[] = []
  /** The last thing with a name on earlier pages. */
  let earlier = ''

  const isShown = () => here.step > from.step || (here.step === from.step && here.page >= from.page)
  const newPage = () =>
    createPage(
      roomFor(style),
      here.page > 0 ? renderLaterHeading(step.text, style) : renderHeading(lesson, step.text, style, step.title),
    )
  const laterPage = (blocks: readonly Block[]) => {
    const later = createPage(roomFor(style), renderLaterHeading(step.text, style))
    for (const block of blocks) later.add(block)
    return later
  }
  let page = newPage()

  /** Begins the next page. Where others called the app, the lesson goes on with a new one, in which they never did. */
  const goOn = async (): Promise<Outcome | undefined> => {
    lastPages.set(here.step, here.page)
    here = { ...here, page: here.page + 1 }
    if (live.wasCalled) return { kind: 'goto', position: here }
    style = await sitting.style()
    earlier = page.lastName ?? earlier
    page = newPage()
    return undefined
  }

  /** Shows the page and waits. Undefined: a new page has begun. */
  const turn = async (): Promise<Outcome | undefined> => {
    const { claims, lastName: last = earlier } = page
    const breakable = claims.filter(({ breaksWith, holds }) => breaksWith && holds).map(({ text }) => text)
    const { journey } = sitting
    const reach = undecided ? null : reachOf(here, last, claims, seen)
    const told = { journey, sessions: sessionsOf(seen), reach, breakable, causes, live }
    const outcome = isShown() ? await turnPage(page, here, lastPages, sitting, style, told) : undefined
    if (outcome) return outcome
    return goOn()
  }

  /** Adds a block below what happened before it, on a new page if needed. */
  const add = async (block: Block): Promise<Outcome | undefined> => {
    const whole = between.length === 0 ? block : together(between, block)
    between = []
    if (!page.fits(whole)) {
      // A claim or a single line does not stand alone: what it is about goes along, if both fit.
      const isSmall = block.claim !== undefined || !block.draw(true).includes('\n')
      const taken = isSmall ? page.takeLast() : undefined
      const goesAlong = taken !== undefined && laterPage([taken]).fits(whole)
      if (taken && !goesAlong) page.add(taken)
      const outcome = await turn()
      if (outcome) return outcome
      if (taken && goesAlong) page.add(taken)
    }
    page.add(whole)
    return undefined
  }

  /** Asks the question of a step. Undefined: it is answered, and a new page has begun. */
  const ask = async (event: PredictAsked): Promise<Outcome | undefined> => {
    asked = event
    const room = { draw: () => '\n'.repeat(predictLines(event, [TYPES, WORDS, ...LEAVE], style)) }
    const hasExchange = page.exchanges.some(({ inALine }) => inALine !== true)
    const outcome = hasExchange || !page.fits(room) ? await turn() : undefined
    if (outcome) return outcome
    undecided = true
    const terms = termsOn([page.text, event.question, ...event.choices].join('\n'))
    while (isShown()) {
      sitting.write(`\n${page.text}\n\n`)
      const answer = await sitting.prompts.choose({
        ...listLook(style),
        head: renderPredict(event, style),
        choices: event.choices,
        hints: event.hints,
        preselected: null,
        keys: [...(page.hasTypes ? [TYPES] : []), ...(terms.length > 0 ? [WORDS] : []), ...LEAVE],
      })
      if ('index' in answer) {
        sitting.chosen.set(here.step, answer.index)
        if (live.wasCalled && (await showCalls(live, sitting, style, sessionsOf(seen)))) return { kind: 'quit' }
        break
      }
      if (answer.key === QUIT.key) return { kind: 'quit' }
      if (answer.key === STEPS.key) return { kind: 'steps', position: here }
      if (answer.key === WORDS.key) {
        if (await leaves(renderGlossary(terms, style), sitting, style)) return { kind: 'quit' }
        continue
      }
      if (answer.key !== TYPES.key) return { kind: 'goto', position: before(here, lastPages) }
      turnTypes(sitting.journey)
    }
    return goOn()
  }

  const addVersions = () => {
    const { playedOn } = lesson
    if (playedOn?.with) page.add({ draw: () => renderVersions(playedOn, style) })
  }

  for await (const event of events) {
    let outcome: Outcome | undefined
    switch (event.event) {
      case 'lesson':
        lesson = { ...event, playedOn: event }
        clockMoves = event.clockMoves
        break
      case 'step':
      case 'end':
        if (between.length > 0) outcome = await add(NOTHING)
        if (!outcome && page.hasContent) outcome = await turn()
        if (outcome) return outcome
        if (here.step > 0 && here.step >= from.step) sitting.journey.finishedStep(here.step)
        if (event.event === 'end') return { kind: 'end', held: event.held === event.claims }
        here = { step: event.number, page: 0 }
        causes = []
        step = { text: `step ${event.number} of ${event.of}`, title: event.title }
        page = newPage()
        if (event.number === 1) addVersions()
        break
      case 'predict':
        outcome = between.length > 0 ? await add(NOTHING) : undefined
        outcome ??= await ask(event)
        break
      case 'verdict': {
        const chosen = sitting.chosen.get(here.step) ?? null
        if (chosen !== null && event.answer !== null) sitting.journey.answered(here.step, chosen === event.answer)
        outcome = await add({ draw: () => renderVerdict(event, asked?.choices ?? [], chosen, style) })
        undecided = false
        break
      }
      case 'claim':
        sitting.onClaim(event)
        outcome = await add({
          draw: () => renderEvent(puzzle(event, sitting.journey), style, 'brief'),
          drawLargest: () => renderEvent(event, style, 'brief'),
          claim: event,
        })
        break
      case 'restart':
      case 'browser':
      case 'redis':
      case 'clock':
      case 'ending':
      case 'deprecation':
        if (event.event === 'restart' && event.browsers === 'fresh') seenElsewhere = seen.length
        between.push({
          draw: () => renderEvent(event, style, 'brief'),
          ...('label' in event ? { name: event.label } : {}),
        })
        break
      case 'exchange': {
        seen.push(see(event, event.cookieName))
        if (event.overlaps) {
          crossing.push(event)
          break
        }
        const sessions = sessionsOf(seen)
        const withThisServer = seen.slice(seenElsewhere)
        outcome = await add({
          draw: (tight) => renderEvent(event, style, 'brief', { sessions, tight }),
          exchanges: [event],
          isLine: event.inALine === true,
          name: event.label,
        })
        const timeline = () => renderTimeline(withThisServer, sessions, style, 'brief')
        if (!outcome && clockMoves && !event.inALine && timeline() !== '') outcome = await add({ draw: timeline })
        break
      }
      case 'causes':
        causes = event.causes
        break
      case 'order': {
        const exchanges = crossing.splice(0)
        outcome = await add({
          draw: () => renderEvent(event, style, 'brief', { exchanges }),
          exchanges,
          name: event.label,
        })
        break
      }
      case 'code': {
        const readable = { ...event, lines: await event.lines() }
        outcome = await add({
          draw: () => renderEvent(readable, style, 'brief', { types: sitting.journey.showsTypes() }),
          hasTypes: hasTypes(readable.lines),
        })
        break
      }
      default:
        outcome = await add({
          draw: () => renderEvent(event, style, 'brief'),
          ...('label' in event ? { name: event.label } : {}),
        })
    }
    if (outcome) return outcome
  }
  return { kind: 'quit' }
}

/** For what happened where nothing comes any more. */
const NOTHING: Block = { draw: () => '' }

/** Notes, a line below the other, above what they lead to. */
function together(notes: readonly Block[], block: Block): Block {
  const name = block.name ?? notes.findLast((note) => note.name !== undefined)?.name
  const below = (how: Block['draw']) => (tight: boolean) => {
    const above = notes.map((note) => note.draw(tight)).join('\n')
    const text = how(tight)
    return text === '' ? above : `${above}\n\n${text}`
  }
  const { drawLargest } = block
  return {
    ...block,
    ...(name === undefined ? {} : { name }),
    draw: below((tight) => block.draw(tight)),
    ...(drawLargest ? { drawLargest: below((tight) => drawLargest(tight)) } : {}),
  }
}

/** A claim without the change that breaks it, as long as the learner has not seen it fall: finding it is a game. */
const puzzle = (claim: ClaimChecked, { broken }: Pick<Journey, 'broken'>): ClaimChecked =>
  broken.includes(claim.text) ? claim : { ...claim, breaksWith: null }
