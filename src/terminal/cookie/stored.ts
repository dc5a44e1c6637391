import type { Finding } from '../../cookie/findings/finding.ts'
import type { StoredSession } from '../../stores/stored-session.ts'
import { indented, labelled, SECTION_INDENT, STEP_INDENT, TEXT_COLUMNS, visible, wrap } from '../text.ts'
import { roughly } from '../../duration.ts'
import { levelWord } from './findings.ts'
import type { Style } from '../style.ts'

/** What was looked up in a store, and what came of it. Times are in milliseconds since 1970. */
export interface LookUp {
  /** Where it was looked up, without any password. */
  readonly shown: string
  /** The name of the file, or the Redis key. */
  readonly key: string
  /** Null where the store holds nothing under this key. */
  readonly stored: StoredSession | null
  readonly disagreements: readonly Finding[]
  readonly now: number
}

/** The most lines of data, and characters of one line, that are shown. */
const MOST_LINES = 40
const MOST_CHARACTERS = 400

/**
 * The section `Store` of the inspect screen: where it was looked up, the session with its age and end, and whether cookie
 * and store agree. What comes from the store is shown with control characters made visible.
 */
export function renderStored({ shown, key, stored, disagreements, now }: LookUp, style: Style): string {
  const columns = Math.min(style.columns, TEXT_COLUMNS)
  const step = (label: string, text: string) => labelled(`   ${label}`, text, STEP_INDENT, columns)
  const dim = (label: string, text: string) => step(style.dim(label), text)
  const { good, bad, glyphs } = style
  return [
    labelled(` ${style.bold('Store')}`, visible(shown), SECTION_INDENT, columns),
    '',
    dim('key', stored?.idIsUnknown ? 'not known: there is no id beside it' : visible(key)),
    ...(stored?.place === undefined ? [] : [dim('in', visible(stored.place))]),
    dim('found', stored ? good(`${glyphs.right} yes`) : bad(`${glyphs.wrong} no`)),
    ...(stored
      ? [
          dim('last touched', touched(stored, now)),
          dim('ends', ends(stored, now)),
          dim('agrees', verdict(disagreements, stored.idIsUnknown === true, style)),
        ]
      : []),
    ...disagreements.map(({ level, message }) => step(levelWord(level, style), visible(message))),
    ...(stored ? ['', data(stored, style, columns)] : []),
  ].join('\n')
}

function touched({ touchedAt, touchedAssumes }: StoredSession, now: number): string {
  if (touchedAt === null) return 'not known'
  const age = touchedAt >= now ? 'just now' : `${roughly(now - touchedAt)} ago`
  return age + dated(touchedAt) + provided(touchedAssumes)
}

function ends({ endIsUnknown, expiresAt, expiryAssumes }: StoredSession, now: number): string {
  if (endIsUnknown) return 'not known'
  if (expiresAt === null) return 'never: the store keeps it until it is deleted'
  const end = expiresAt < now ? `it ended ${roughly(now - expiresAt)} ago` : `in ${roughly(expiresAt - now)}`
  return end + dated(expiresAt) + provided(expiryAssumes)
}

/** What was not in the store but had to be taken for granted. */
const provided = (assumes: string | null): string => (assumes === null ? '' : `, if the store has ${assumes}`)

/** The point in time, where the calendar of JavaScript reaches that far. */
function dated(time: number): string {
  const date = new Date(time)
  if (Number.isNaN(date.getTime())) return ''
  return ` (${date
    .toISOString()
    .replace('T', ' ')
    .replace(/\.\d+Z$/, ' UTC')})`
}

function verdict(disagreements: readonly Finding[], idIsUnknown: boolean, { good, bad, glyphs }: Style): string {
  const toMend = disagreements.filter(({ level }) => level !== 'info').length
  if (toMend > 0) return bad(`${glyphs.wrong} no, see below`)
  const isBare = disagreements.some(({ code }) => code === 'no-attributes')
  if (idIsUnknown)
    return isBare
      ? 'not known: there is nothing to compare'
      : `${good(`${glyphs.right} yes`)}, as far as the attributes go`
  return isBare
    ? `${good(`${glyphs.right} yes`)}, as far as the id goes`
    : good(`${glyphs.right} yes, cookie and store agree`)
}

/** The session as indented JSON. What is left out is counted. */
function data({ session }: StoredSession, style: Style, columns: number): string {
  const lines = JSON.stringify(session, null, 2).split('\n')
  // A line in place of one that is left out would save nothing.
  const kept = lines.length > MOST_LINES + 1 ? lines.slice(0, MOST_LINES) : lines
  const text = kept.map((line) => {
    const shown = visible(line.slice(0, MOST_CHARACTERS))
    const over = line.length > MOST_CHARACTERS ? style.dim(`... (+ ${line.length - MOST_CHARACTERS} characters)`) : ''
    return wrap(shown + over, columns - 5, line.length - line.trimStart().length + 2, false)
  })
  const rest = lines.length - kept.length
  const more = rest > 0 ? [style.dim(`+ ${rest} more lines`)] : []
  return `   ${style.dim('data')}\n${indented([...text, ...more].join('\n'), 5)}`
}
