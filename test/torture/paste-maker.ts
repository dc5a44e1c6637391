/** Numbers that look random and are the same for the same seed (mulberry32). */
export function createDice(seed: number): Dice {
  let state = seed >>> 0
  const roll = (below: number): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below
  }
  return { roll, of: (list) => list[roll(list.length)] as (typeof list)[number] }
}

/** Chance that can be had again. */
export interface Dice {
  /** A whole number from 0 on. @param below at most 2 ** 32 */
  roll(below: number): number
  /** One of a list that is not empty. */
  of<T>(list: readonly T[]): T
}

/** The longest paste that is made, in UTF-16 units. */
export const LONGEST = 10_240

/** What means something to one of the readers. */
const PIECES: readonly string[] = [
  ...`s: s%3A S%3A j: e: . = ; , % %25 %2E %1b %C2%9B " ' \` \\ { } [ ] ( ) | │ … “ é 漢 😀 <td> </td> cookie connect.sid Path=/ Domain=
  HttpOnly Expires= Max-Age= SameSite=None HTTP/1.1 name value => eyJ eyJhIjoxfQ -- |1: MTc Fe26.2* undefined sess: _id originalMaxAge
  &quot; ^" \\r\\n .sig= false at Error: true MTIz`.split(/\s+/),
  ' ',
  '; ',
  ': ',
  '\n',
  '\r\n',
  '\t',
  '=\n',
  '> ',
  '** ',
  '\u001b[31m',
  '\u001b[0m',
  '\u009b',
  '\u202e',
  '\u200b',
  '\ufeff',
  '\ud800',
  'Cookie: ',
  'Set-Cookie: ',
  'host: a.b',
  'curl ',
  ' -b ',
  " -H '",
  '[object Object]',
  'express-session saving',
]

/** Something at random: letters of any kind, halves of pairs, or pieces that mean something. */
function noise({ roll, of }: Dice): string {
  const length = roll(40)
  const kind = roll(3)
  return Array.from({ length }, () =>
    kind === 0 ? of(PIECES) : String.fromCharCode(kind === 1 ? roll(0x250) : roll(0x10000)),
  ).join('')
}

/** What becomes of a paste: one change. */
const CHANGES: readonly ((text: string, known: readonly string[], dice: Dice) => string)[] = [
  // Cut off at its end, or at its beginning.
  (text, _, { roll }) => text.slice(0, roll(text.length + 1)),
  (text, _, { roll }) => text.slice(roll(text.length + 1)),
  // Spliced with another one.
  (text, known, { roll, of }) => {
    const other = of(known)
    return text.slice(0, roll(text.length + 1)) + other.slice(roll(other.length + 1))
  },
  // A part of it over and over.
  (text, _, { roll }) => {
    const start = roll(text.length + 1)
    const part = text.slice(start, start + 1 + roll(60))
    return text.slice(0, start) + part.repeat(2 + roll(roll(10) === 0 ? 2000 : 30)) + text.slice(start)
  },
  // All of it over and over.
  (text, _, { roll, of }) => `${text}${of(['', '\n', '; ', ', '])}`.repeat(2 + roll(6)),
  // Something in the middle, or in place of a character.
  (text, _, dice) => {
    const at = dice.roll(text.length + 1)
    return text.slice(0, at) + noise(dice) + text.slice(at + dice.roll(2))
  },
  (text, _, { roll, of }) => {
    const at = roll(text.length + 1)
    return text.slice(0, at) + of(PIECES).repeat(1 + roll(3)) + text.slice(at + 1)
  },
  // Nested in what holds pastes.
  (text, _, { of }) => JSON.stringify({ [of(['cookie', 'set-cookie', 'message', 'a'])]: text }),
  (text, _, { of }) =>
    `${of(['[', '{', '(', '`', '"', '<p>', '> ', '{"a":['])}${text}${of([']', '}', ')', '`', '"', '</p>', '', ']}'])}`,
  (text) => encodeURIComponent(text.replaceAll(/[\ud800-\udfff]/g, '?')),
  (text) => Buffer.from(text).toString('base64'),
  (text) => text.replaceAll('"', '&quot;').replaceAll('=', '&#61;'),
  (text, _, { of }) => text.replaceAll(of([' ', ';', '.', '=', '\n', '%']), of(['', ' ', '\n', '\t', '%', ';;'])),
  // Lines that are broken, and letters that are changed.
  (text, _, { roll }) => text.replaceAll(new RegExp(`.{${10 + roll(60)}}`, 'g'), '$&\n'),
  (text) => text.toUpperCase(),
  (text) => text.toLowerCase(),
  (text, _, { roll }) => `${' '.repeat(roll(200))}${text}${'\n'.repeat(roll(200))}`,
]

/**
 * A paste for a seed: sometimes noise, mostly a known one that was changed one to five times.
 * @param known pastes to begin with, at least one
 */
export function pasteOf(seed: number, known: readonly string[]): string {
  const dice = createDice(seed)
  if (dice.roll(8) === 0)
    return Array.from({ length: 1 + dice.roll(8) }, () => noise(dice))
      .join('')
      .slice(0, LONGEST)
  let text = dice.of(known)
  for (let left = 1 + dice.roll(5); left > 0; left -= 1) text = dice.of(CHANGES)(text, known, dice).slice(0, LONGEST)
  return text
}
