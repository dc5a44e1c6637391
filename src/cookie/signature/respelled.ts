import { digestAsText, keyTrier } from './hmac.ts'
import { guessPublished, knownSecrets, type Guesser, type KnownSecret } from './known-secrets.ts'
import { digestIn, type Signed } from './signature.ts'

/**
 * Secrets of these words alone are tried in all spellings: what people make up again and again. All spellings of all secrets would
 * take longer than everything else that is done for a cookie.
 */
const EVERYDAY: ReadonlySet<string> = new Set(
  'a app big cat change cookie default dev fallback for goes here in is key keyboard me my not production random secret session some string super test the this top very word your'.split(
    ' ',
  ),
)

/** How often a guesser tries the other spellings: each time takes twice as long as the published ones. */
const MOST_TRIED = 3

/**
 * Tries the published secrets, and for the first signatures that none of them makes their other spellings, too: `keyboardCat`,
 * `KEYBOARD_CAT`, `our little secret` for `Our little secret.` What was found is tried first from then on.
 */
export function respellingGuesser(): Guesser {
  const found: Spelling[] = []
  let tried = 0
  return (signed) => {
    const published = guessPublished(signed) ?? guessOf(firstThatMakes(signed, found))
    if (published !== null || tried === MOST_TRIED) return published
    tried += 1
    const spelling = firstThatMakes(signed, (spellings ??= respell(knownSecrets)))
    if (spelling !== null) found.push(spelling)
    return guessOf(spelling)
  }
}

/** Another way to write a published secret. */
interface Spelling {
  readonly text: string
  readonly bytes: Buffer
  /** Where the secret stands that this is a spelling of. */
  readonly source: string
}

let spellings: readonly Spelling[] | undefined

const guessOf = (spelling: Spelling | null): ReturnType<Guesser> =>
  spelling && { secret: spelling.text, key: spelling.text, from: { published: spelling.source, respelled: true } }

function firstThatMakes(signed: Signed, list: readonly Spelling[]): Spelling | null {
  const digest = digestIn(signed)
  if (digest === null) return null
  const wanted = digestAsText(digest)
  const digestWith = keyTrier(signed.hash, signed.text)
  return list.find(({ bytes }) => digestWith(bytes, 0, bytes.length) === wanted) ?? null
}

/** The other spellings of secrets, none that is published itself, and none twice. */
export function respell(secrets: readonly KnownSecret[]): readonly Spelling[] {
  const taken = new Set(secrets.map(({ secret }) => secret))
  return secrets.flatMap(({ secret, source }) =>
    spellingsOf(secret).flatMap((text) => {
      if (taken.has(text)) return []
      taken.add(text)
      return [{ text, bytes: Buffer.from(text), source }]
    }),
  )
}

function spellingsOf(secret: string): readonly string[] {
  const words = secret.split(/[ _-]|(?<=[a-z])(?=[A-Z])/).map((word) => word.toLowerCase())
  if (!words.every((word) => EVERYDAY.has(word))) return sentencesOf(secret)
  const capitals = words.map(capitalized)
  return [
    ...[' ', '-', '_', ''].map((separator) => words.join(separator)),
    ...[' ', '_', ''].map((separator) => capitals.join(separator)),
    capitalized(words.join(' ')),
    uncapitalized(capitals.join('')),
    words.join('_').toUpperCase(),
  ]
}

/** A sentence, with a capital or without, and without the mark at its end; nothing for what has no blank. */
function sentencesOf(secret: string): readonly string[] {
  if (!secret.includes(' ')) return []
  const bare = secret.replace(/[.!]+$/, '')
  return [secret, bare].flatMap((text) => [capitalized(text), uncapitalized(text)])
}

const capitalized = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
const uncapitalized = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1)
