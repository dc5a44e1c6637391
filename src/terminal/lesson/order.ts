import type { ExchangeSeen, OrderSeen } from '../../lesson/events.ts'
import type { Happening, Moment } from '../../wire/moments.ts'
import { answerWords, bodyWords, headWords, requestWords } from '../exchange/line.ts'
import type { Style } from '../style.ts'
import { padded, SIDE_BY_SIDE, TEXT_COLUMNS, visible, width, wrap } from '../text.ts'

/** What is told of the store, and of the wire where no exchange says more. What is left out goes without saying. */
const WORDS: Readonly<Partial<Record<Happening, string>>> = {
  came: 'the app gets it',
  'get ends': 'the store finds nothing',
  'set begins': 'the store begins to save',
  'set ends': 'the store has saved',
  'touch ends': 'the store has touched it',
  'destroy ends': 'the store has deleted it',
  head: 'the headers go out',
  ended: 'the answer is complete',
}

/** What follows one another without anything in between, and what is left of it: it took no time. */
const AS_ONE: readonly (readonly [run: readonly Happening[], told: readonly Happening[]])[] = [
  [
    ['set begins', 'head', 'set ends', 'ended'],
    ['set ends', 'ended'],
  ],
  [['set begins', 'set ends'], ['set ends']],
  [
    ['head', 'touch ends', 'ended'],
    ['touch ends', 'ended'],
  ],
  [['head', 'ended'], ['ended']],
]

/** A line of the order: whose, and what. */
interface Told {
  readonly of: string
  readonly text: string
}

/**
 * In which order things happened to requests that were under way together: time goes down. Each has a column of its own where there is room,
 * else an indentation.
 * @param told the exchanges, where they are not told elsewhere: then their lines on the wire stand in the order
 */
export function renderOrder(
  { label, exchanges, moments }: OrderSeen,
  told: readonly ExchangeSeen[],
  style: Style,
): string {
  const columns = Math.min(style.columns - 1, TEXT_COLUMNS + 3)
  const lines = linesOf(moments, told)
  const head = ` ${style.bold(wrap(visible(label), columns, 1))}`
  const names = exchanges.map(visible)
  const room = Math.floor((columns - 3) / Math.max(1, names.length))
  const isWide = style.columns >= SIDE_BY_SIDE && names.every((name) => width(name) < room) && room >= NARROWEST
  if (!isWide) return [head, ...listed(lines, exchanges, columns, style)].join('\n')
  return [
    head,
    `   ${names.map((name) => padded(style.accent(name), room)).join('')}`.trimEnd(),
    ...lines.map(({ of, text }) => {
      const indent = 3 + exchanges.indexOf(of) * room
      return `${' '.repeat(indent)}${paint(text, style)(wrap(text, indent + room - 1, indent + 2))}`
    }),
  ].join('\n')
}

/** The least room of a column, in columns of the terminal. */
const NARROWEST = 26

/** One below the other: each line begins with the number of its request, and the later ones stand further in. */
const listed = (lines: readonly Told[], exchanges: readonly string[], columns: number, style: Style): string[] => [
  ...exchanges.map((name, i) => `   ${style.accent(`${i + 1} ${wrap(visible(name), columns, 5)}`)}`),
  '',
  ...lines.map(({ of, text }) => {
    const place = exchanges.indexOf(of)
    const indent = 3 + 2 * Math.min(place, 2)
    return `${' '.repeat(indent)}${style.dim(String(place + 1))} ${paint(text, style)(wrap(text, columns, indent + 2))}`
  }),
]

/** What the store does stands out: for that the order is looked at. */
const paint = (text: string, style: Style): ((text: string) => string) =>
  text.startsWith('the store') ? style.bold : (same) => same

function linesOf(moments: readonly Moment[], told: readonly ExchangeSeen[]): readonly Told[] {
  const shown = withoutWhatTookNoTime(
    moments.filter((moment) =>
      moment.what === 'part' ? moment.bytes < lengthOf(moments, moment.of) : WORDS[moment.what] !== undefined,
    ),
  )
  return shown.flatMap((moment) => {
    const isWhole = !shown.some(({ of, what }) => of === moment.of && what === 'head')
    const exchange = told.find(({ label }) => label === moment.of)
    const text = exchange ? wireText(moment, moments, exchange, isWhole) : plainText(moment, moments)
    return text === undefined ? [] : [{ of: moment.of, text }]
  })
}

function withoutWhatTookNoTime(moments: readonly Moment[]): readonly Moment[] {
  const left: Moment[] = []
  for (let at = 0; at < moments.length;) {
    const of = moments[at]?.of
    const found = AS_ONE.find(([run]) =>
      run.every((what, i) => moments[at + i]?.what === what && moments[at + i]?.of === of),
    )
    const [run, told] = found ?? [[''], null]
    const all = moments.slice(at, at + run.length)
    left.push(...all.filter(({ what }) => told === null || told.includes(what)))
    at += run.length
  }
  return left
}

/** What went over the wire. @param isWhole its headers are not told by themselves */
function wireText(
  moment: Moment,
  moments: readonly Moment[],
  exchange: ExchangeSeen,
  isWhole: boolean,
): string | undefined {
  switch (moment.what) {
    case 'came':
      return requestWords(exchange)
    case 'head':
      return `${headWords(exchange)}, headers`
    case 'part':
      return `< ${moment.bytes} of ${lengthOf(moments, moment.of)} bytes`
    case 'ended':
      return isWhole ? answerWords(exchange) : `< the end: ${bodyWords(exchange)}`
    default:
      return plainText(moment, moments)
  }
}

function plainText({ of, what, found, bytes }: Moment, moments: readonly Moment[]): string | undefined {
  if (what === 'part') return `${bytes} of ${lengthOf(moments, of)} bytes have come`
  return found ? 'the store finds its session' : WORDS[what]
}

/** How long the body of an answer is, in bytes. */
const lengthOf = (moments: readonly Moment[], label: string): number =>
  Math.max(0, ...moments.filter(({ of }) => of === label).map(({ bytes }) => bytes))
