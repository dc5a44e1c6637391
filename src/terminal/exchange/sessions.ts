import type { Seen } from '../../lesson/seen.ts'
import type { Style } from '../style.ts'
import { visible } from '../text.ts'

/** The sessions of a run by their ids: each has its place, from 0, in the order in which they were seen. */
export type Sessions = ReadonlyMap<string, number>

/** For an exchange that stands alone. */
export const NO_SESSIONS: Sessions = new Map()

/**
 * The ids that came in a cookie, went out in one, were told to a store, or were made and then forgotten; one that was changed on its way is
 * another.
 */
export function sessionsOf(exchanges: readonly Seen[]): Sessions {
  return new Map(idsIn(exchanges).map((id, place) => [id, place]))
}

/** The ids of the sessions in exchanges, each once, in the order in which they were seen. */
export function idsIn(exchanges: readonly Seen[]): readonly string[] {
  const ids = exchanges.flatMap(({ sentId = '', store, generated, set }) => [
    sentId,
    ...store.map(({ id }) => id),
    ...generated.filter((made) => isIdText(made)),
    set?.id ?? '',
  ])
  return [...new Set(ids)].filter((id) => id !== '')
}

/**
 * The sessions of a run and those of its guests. Guests are lettered from Z backwards: the run goes on from A, and the letter of
 * a guest is not given to another session later.
 * @param guests the ids of sessions that are not the run's, in the order in which they were seen
 */
export function withGuests(sessions: Sessions, guests: readonly string[]): Sessions {
  const all = new Map(sessions)
  const own = Math.max(-1, ...sessions.values())
  for (const [i, id] of guests.entries()) {
    const place = LETTERS - 1 - i
    if (!all.has(id)) all.set(id, place > own ? place : Math.max(LETTERS, own + 1) + i)
  }
  return all
}

/** What genid returned may be no text: a promise, a number. */
const isIdText = (made: string): boolean => made.length >= UNMISTAKABLE && !/\s/.test(made)

const LETTERS = 26

/** How a session is called beside its id: A to Z, then AA, as the columns of a spreadsheet. @param place from 0 */
export function sessionLetter(place: number): string {
  const before = place < LETTERS ? '' : sessionLetter(Math.floor(place / LETTERS) - 1)
  return before + String.fromCodePoint(65 + (place % LETTERS))
}

/** The characters of an id that are shown: of two ids drawn at random they differ. */
const SHOWN = 8

/** An id as it is shown everywhere: its first characters, and the letter of its session, as in `Zk3vPq8x...(A)`. */
export function shortId(id: string, sessions: Sessions): string {
  const text = visible(id)
  const place = sessions.get(id)
  const mark = place === undefined ? '' : `(${sessionLetter(place)})`
  return (text.length <= SHOWN + 3 ? text : `${text.slice(0, SHOWN)}...`) + mark
}

/** From this many characters on an id is found anywhere in a text, and not only as a JSON string of its own. */
const UNMISTAKABLE = 16

/** A visible text with each id of a session in its short form. */
export function withShortIds(text: string, sessions: Sessions): string {
  let short = text
  for (const id of sessions.keys()) {
    const shown = visible(id)
    short =
      shown.length >= UNMISTAKABLE
        ? short.replaceAll(shown, () => shortId(id, sessions))
        : short.replaceAll(`"${shown}"`, () => `"${shortId(id, sessions)}"`)
  }
  return short
}

/** The colour of a session. */
export const sessionPaint = (place: number, { sessions }: Style): ((text: string) => string) =>
  sessions[place % sessions.length] ?? ((text) => text)

/**
 * Paints every id in a text in the colour of its session.
 * @param paint for what stands between
 */
export function paintIds(
  text: string,
  sessions: Sessions,
  style: Style,
  paint: (text: string) => string = (rest) => rest,
): string {
  let pieces: readonly { readonly text: string; readonly place?: number }[] = [{ text }]
  for (const [id, place] of sessions) {
    for (const shown of [shortId(id, sessions), visible(id)]) {
      // A short one, whole, may be a part of any word.
      if (shown.length < SHOWN) continue
      pieces = pieces.flatMap((piece) =>
        piece.place === undefined
          ? piece.text
              .split(shown)
              .flatMap((rest, i) => (i === 0 ? [{ text: rest }] : [{ text: shown, place }, { text: rest }]))
          : [piece],
      )
    }
  }
  return pieces
    .filter((piece) => piece.text !== '')
    .map((piece) => (piece.place === undefined ? paint(piece.text) : sessionPaint(piece.place, style)(piece.text)))
    .join('')
}
