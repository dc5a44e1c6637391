import { UserError } from '../../errors.ts'
import type { JsonValue, OptionChange } from '../../lesson/script.ts'
import { meantOption, OPTION_NAMES, TYPED_OPTIONS } from '../../session-options.ts'

/**
 * Reads the words after `--set`: `rolling=true`, `cookie.maxAge=5000`, `secret=["new","old"]`. A value that is no JSON is
 * a string; the word `undefined` leaves the option out.
 * @throws UserError for a word without `=` or an option that express-session does not have
 */
export function parseSet(words: readonly string[]): OptionChange {
  return Object.fromEntries(words.map(parseWord))
}

function parseWord(word: string): [string, JsonValue] {
  const equals = word.indexOf('=')
  if (equals < 1) {
    throw new UserError(
      `${JSON.stringify(word)} is not of the form option=value.`,
      'Write it like this: rolling=true, or cookie.maxAge=5000',
    )
  }
  const name = word.slice(0, equals)
  checkName(name)
  const value = parseValue(word.slice(equals + 1))
  if (!isPlain(value)) {
    throw new UserError(
      `JavaScript cannot turn the value into a string that is given for ${name}.`,
      'Give a simple one, such as true, 5000 or "lax".',
    )
  }
  return [name, value]
}

function checkName(name: string): void {
  if (name === 'store') {
    throw new UserError(
      'A store cannot be typed: it is an object with methods.',
      (program) => `${CAN_BE_TYPED} An app with a store on disk is shown by: ${program} lesson restart-memory-loss`,
    )
  }
  if (OPTION_NAMES.includes(name)) return
  const meant = meantOption(name)
  // Every key of `cookie` becomes one of the session's cookie (express-session `Cookie`); at the top only known ones are read.
  const fate = name.startsWith('cookie.') ? 'copied it into req.session.cookie' : 'ignored it'
  throw new UserError(
    `express-session has no option ${JSON.stringify(name)}. It would have ${fate} without a word.`,
    meant ? `Did you mean ${meant}?` : CAN_BE_TYPED,
  )
}

const CAN_BE_TYPED = `These can be typed: ${TYPED_OPTIONS.join(', ')}.`

/** A value as JSON, or the word itself where it is no JSON. */
export function parseValue(text: string): JsonValue {
  try {
    return JSON.parse(text) as JsonValue
  } catch {
    return text
  }
}

/** The deepest nesting of a value that is tried. No option has a use for half of it. */
const DEEPEST = 20

/** Whether everybody who gets a value can print it. `{"toString": 1}` cannot be, and a thousand brackets are too deep. */
function isPlain(value: JsonValue, depth = 0): boolean {
  if (typeof value !== 'object' || value === null) return true
  if (depth === DEEPEST || Object.hasOwn(value, 'toString')) return false
  return Object.values(value).every((part) => isPlain(part, depth + 1))
}
