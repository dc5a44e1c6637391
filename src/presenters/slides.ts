import type { ExchangeSeen, LessonEvent } from '../lesson/events.ts'
import type { CauseName } from '../lesson/script.ts'
import { see, type Seen } from '../lesson/seen.ts'
import { sessionsOf } from '../terminal/exchange/sessions.ts'
import { keyTo, QUIT } from '../terminal/key-table.ts'
import { renderKeys, type Key } from '../terminal/keys.ts'
import { renderEvent, type ShownEvent } from '../terminal/lesson/event.ts'
import { listLook, renderPredict } from '../terminal/lesson/question.ts'
import { isLarge, renderSlide, renderTitle, slideStyle, TOP_LINES } from '../terminal/lesson/slide.ts'
import { renderTimeline } from '../terminal/lesson/timeline.ts'
import { renderVerdict } from '../terminal/lesson/verdict.ts'
import { WOKEN } from '../terminal/prompts.ts'
import type { Style } from '../terminal/style.ts'
import type { Outcome, Position } from './journey.ts'
import type { Live } from './live.ts'
import { partsOf } from './page.ts'
import type { Sitting } from './screen.ts'
import { before, MISTAKES, STEPS } from './turn-page.ts'

/** Something on a slide. */
interface Thing {
  /** @param style that of the slide: narrower than the window */
  draw(style: Style): string
  /** What it is: only what belongs together shares a slide. */
  readonly kind: 'said' | 'code' | 'exchange' | 'line' | 'timeline' | 'verdict' | 'claim'
}

/** What may stand below what, where both fit, and stay large. */
const BELONGS: Readonly<Record<Thing['kind'], readonly Thing['kind'][]>> = {
  said: [],
  code: ['said'],
  exchange: [],
  line: ['line'],
  timeline: ['exchange'],
  verdict: [],
  claim: ['verdict', 'claim'],
}

/**
 * Presents a run to a class: slide by slide, one thing on each, the window otherwise empty. A question waits for a key instead of an answer;
 * the class answers aloud.
 * @param from the first slide to show; earlier ones are passed over
 * @param live what others send to the app meanwhile: they get a slide of their own
 */
export async function presentToClass(
  events: AsyncIterable<LessonEvent>,
  sitting: Sitting,
  from: Position,
  live: Live,
): Promise<Outcome> {
  let lesson = { number: 0, title: '' }
  let clockMoves = false
  let where = ''
  let here: Position = { step: 0, page: 0 }
  let things: readonly Thing[] = []
  /** What happened between exchanges, and stands above what comes next. */
  let notes: readonly ShownEvent[] = []
  let choices: readonly string[] = []
  const lastPages = new Map<number, number>()
  const seen: Seen[] = []
  let seenElsewhere = 0
  /** What goes wrong at the point that the step came to: known when its last slide is shown. */
  let causes: readonly CauseName[] = []
  /** Those that are under way together, until their order is shown. */
  let crossing: readonly ExchangeSeen[] = []

  const isShown = () => here.step > from.step || (here.step === from.step && here.page >= from.page)

  /** Shows a slide and waits. Undefined: go on. */
  const show = async (draw: (style: Style) => string, heading: string): Promise<Outcome | undefined> => {
    lastPages.set(here.step, here.page)
    const outcome = isShown() ? await turn(draw, heading) : undefined
    if (outcome) return outcome
    here = { ...here, page: here.page + 1 }
    return live.wasCalled ? { kind: 'goto', position: here } : undefined
  }

  const turn = async (draw: (style: Style) => string, heading: string): Promise<Outcome | undefined> => {
    const keys = [
      NEXT,
      ...(here.step > 1 || here.page > 0 ? [BACK] : []),
      ...(causes.length > 0 ? [MISTAKES] : []),
      STEPS,
      QUIT,
    ]
    let shown: readonly ((style: Style) => string)[] = [draw]
    for (;;) {
      const key = await showSlides(shown, heading, keys, sitting, live.waken)
      if (key === QUIT.key) return { kind: 'quit' }
      if (key === MISTAKES.key) return { kind: 'causes', position: here, causes }
      if (key === STEPS.key) return { kind: 'steps', position: here }
      if (key === BACK.key) return { kind: 'goto', position: before(here, lastPages) }
      if (key !== WOKEN) return undefined
      const { calls, sessions } = live.take(sessionsOf(seen))
      shown = calls.map((call) => (style) => drawExchange(call, style, sessions))
    }
  }

  /** Shows what was gathered, if anything was. */
  const flush = async (): Promise<Outcome | undefined> => {
    if (things.length === 0) return undefined
    const gathered = things
    things = []
    return show((style) => gathered.map(({ draw }) => draw(style)).join('\n\n'), where)
  }

  /** Adds something to the slide, or begins another one. */
  const add = async (thing: Thing): Promise<Outcome | undefined> => {
    const last = things.at(-1)
    const style = await sitting.style()
    const together = [...things, thing].map(({ draw }) => draw(style)).join('\n\n')
    const belongs = last !== undefined && BELONGS[thing.kind].includes(last.kind) && fits(together, thing.kind, style)
    const outcome = belongs ? undefined : await flush()
    things = [...things, thing]
    return outcome
  }

  /** What happened before something, each a line, and then the thing. */
  const below = (events_: readonly ShownEvent[], draw: (style: Style) => string) => (style: Style) =>
    [...events_.map((event) => renderEvent(event, slideStyle(style), 'brief')), draw(style)].join('\n\n')

  for await (const event of events) {
    let outcome: Outcome | undefined
    const above = notes
    switch (event.event) {
      case 'lesson':
        lesson = event
        clockMoves = event.clockMoves
        break
      case 'step':
      case 'end':
        outcome = await flush()
        if (outcome) return outcome
        if (event.event === 'end') return { kind: 'end', held: event.held === event.claims }
        here = { step: event.number, page: 0 }
        causes = []
        where = `${lesson.title}   step ${event.number} of ${event.of}`
        outcome = await show((style) => renderTitle(event.number, event.title, where, style), '')
        break
      case 'predict':
        outcome = await flush()
        if (outcome) return outcome
        choices = event.choices
        things = [{ kind: 'said', draw: (style) => drawQuestion(event, slideStyle(style)) }]
        outcome = await flush()
        break
      case 'verdict': {
        const told = choices
        outcome = await add({ kind: 'verdict', draw: (style) => renderVerdict(event, told, null, slideStyle(style)) })
        break
      }
      case 'claim':
        sitting.onClaim(event)
        outcome = await add({
          kind: 'claim',
          draw: (style) => renderEvent({ ...event, breaksWith: null }, slideStyle(style), 'brief'),
        })
        break
      case 'restart':
      case 'clock':
      case 'ending':
      case 'deprecation':
        if (event.event === 'restart' && event.browsers === 'fresh') seenElsewhere = seen.length
        notes = [...notes, event]
        break
      case 'exchange': {
        seen.push(see(event, event.cookieName))
        if (event.overlaps) {
          crossing = [...crossing, event]
          break
        }
        const sessions = sessionsOf(seen)
        const withThisServer = seen.slice(seenElsewhere)
        notes = []
        outcome = await add({
          kind: event.inALine ? 'line' : 'exchange',
          draw: below(above, (style) => drawExchange(event, style, sessions)),
        })
        const timeline = (style: Style) => renderTimeline(withThisServer, sessions, slideStyle(style, true), 'brief')
        if (!outcome && clockMoves && !event.inALine && timeline(await sitting.style()) !== '') {
          outcome = await add({ kind: 'timeline', draw: timeline })
        }
        break
      }
      case 'causes':
        causes = event.causes
        break
      case 'order':
      case 'table': {
        const exchanges = crossing
        crossing = []
        notes = []
        outcome = await add({
          kind: 'exchange',
          draw: below(above, (style) => renderEvent(event, slideStyle(style, true), 'brief', { exchanges })),
        })
        break
      }
      case 'code': {
        const readable = { ...event, lines: await event.lines() }
        const types = sitting.journey.showsTypes()
        outcome = await add({
          kind: 'code',
          draw: (style) => renderEvent(readable, slideStyle(style, true), 'brief', { types }),
        })
        break
      }
      default:
        notes = []
        outcome = await add({
          kind: 'said',
          draw: below(above, (style) => renderEvent(event, slideStyle(style), 'brief')),
        })
    }
    if (outcome) return outcome
  }
  return { kind: 'quit' }
}

const NEXT: Key = keyTo('onward', 'next')
const BACK: Key = keyTo('back', 'back')

/** Lines of the window beside a slide: the key bar, and an empty line above it. */
const roomOf = (style: Style): number => style.rows - 3

/** Whether several things have room on a slide. What happened is told closely, so that it can be told at once; the rest stays large. */
function fits(together: string, last: Thing['kind'], style: Style): boolean {
  const room = roomOf(style)
  if (last === 'line' || last === 'timeline') return together.split('\n').length <= room - TOP_LINES
  return isLarge(together, room)
}

/** Shows one slide after the other, a long one in parts. @returns the key that leads away */
async function showSlides(
  slides: readonly ((style: Style) => string)[],
  heading: string,
  keys: readonly Key[],
  sitting: Pick<Sitting, 'write' | 'style' | 'prompts'>,
  waken?: Live['waken'],
): Promise<string> {
  for (let at = 0; ;) {
    // Drawn again each time, as the window may have another size by now.
    const style = await sitting.style()
    const parts = slides.flatMap((draw) => {
      const whole = draw(style)
      return partsOf(whole, roomOf(style) - TOP_LINES, style.columns).map((part) => ({ part, whole }))
    })
    at = Math.min(at, parts.length - 1)
    const { part = '', whole = '' } = parts[at] ?? {}
    sitting.write(`${emptied(style)}${renderSlide(part, heading, roomOf(style), style, whole)}\n\n`)
    const isLast = at === parts.length - 1
    const hasBack = at > 0 || keys.includes(BACK)
    const onward = parts[at + 1]?.whole === whole ? keyTo('onward', 'more') : NEXT
    const offered = [onward, ...(hasBack ? [BACK] : []), QUIT]
    const key = await sitting.prompts.key(
      isLast ? withBack(keys, hasBack) : offered,
      (shown) => renderKeys(shown, style),
      isLast ? waken : undefined,
    )
    if (key === BACK.key && at > 0) at -= 1
    else if (key === NEXT.key && !isLast) at += 1
    else return key
  }
}

/** Keys of which the second leads back, if any does. */
const withBack = (keys: readonly Key[], hasBack: boolean): readonly Key[] => {
  const [onward, ...rest] = keys.filter((key) => key !== BACK)
  return [...(onward ? [onward] : []), ...(hasBack ? [BACK] : []), ...rest]
}

/**
 * Shows what a class should take home, on slides of their own.
 * @param bodies already rendered in {@link slideStyle} of the style they are given
 * @returns whether the teacher quits there
 */
export async function presentEnd(
  bodies: readonly ((style: Style) => string)[],
  heading: string,
  sitting: Pick<Sitting, 'write' | 'style' | 'prompts'>,
): Promise<boolean> {
  return bodies.length > 0 && (await showSlides(bodies, heading, [NEXT, QUIT], sitting)) === QUIT.key
}

/** An empty window for what follows: moves what is on the screen up and out of it, so that it can still be scrolled back to; ECMA-48: the cursor goes into the first corner. */
export const emptied = ({ rows }: Style): string => `${'\n'.repeat(rows)}\u001B[H`

/** The wire, the stack and the store, without what only those need who look for it. */
const drawExchange = (exchange: ExchangeSeen, style: Style, sessions: ReturnType<typeof sessionsOf>): string =>
  renderEvent(exchange, slideStyle(style, true), 'brief', { sessions, calm: true })

function drawQuestion(event: Extract<LessonEvent, { event: 'predict' }>, style: Style): string {
  const { renderChoice } = listLook(style)
  const answers = event.choices.map((choice, i) => renderChoice(choice, i + 1, false))
  return [renderPredict(event, style), ...answers].join('\n\n')
}
