import { mistake, type Evidence } from '../../../../src/exercise/index.ts'
import { genidLine, isDefault } from './evidence.ts'

/** A genid that is in the file, while express-session makes the ids itself. */

type Code = Evidence['code']

/** The name by which the file calls `session()`. */
const sessionOf = (code: Code): string => code.word(/\bimport\s+(\w+)[^'"\n]*['"]express-session['"]/) ?? 'session'

/** The line of a call of `session()`, with what stands behind its parenthesis. */
const callLine = (code: Code, rest = ''): number | null =>
  code.line(new RegExp(`(?<![\\w$.])${sessionOf(code)}\\(${rest}`))

/** Whether `session()` is called more than once. */
const isCalledTwice = (code: Code): boolean =>
  code.has(new RegExp(`(?<![\\w$.])${sessionOf(code)}\\([\\s\\S]*(?<![\\w$.])${sessionOf(code)}\\(`))

/** genid as something that an object gets afterwards. */
const SET = /(?<![\w$.])(\w+)\.genid\s*=(?!=)/

/** The line in which `session()` was given the object that gets its genid further below. */
function readBefore(code: Code): number | null {
  const [given, set] = [callLine(code, `\\s*${code.word(SET)}\\s*\\)`), code.line(SET)]
  return given !== null && set !== null && given < set ? given : null
}

const isUncalled = ({ run, code }: Evidence): boolean => isDefault(run) && code.has(/['"`]shop-/)

export const uncalled = [
  mistake(
    (seen) => isUncalled(seen) && readBefore(seen.code) !== null && seen.code.line(SET),
    ({ code }) =>
      `genid is set too late. session() read its options when line ${readBefore(code)} called it, and there was no genid among ` +
      'them yet. So it makes the ids itself.',
  ),
  mistake(
    (seen) => isUncalled(seen) && isCalledTwice(seen.code) && callLine(seen.code),
    'session() is called twice. Here, where it comes first, req.session is made, with an id of its own. For a request that has ' +
      'a session already, the other does nothing.',
  ),
  mistake(
    (seen) => isUncalled(seen) && genidLine(seen.code),
    'These ids look like the ones that express-session makes by itself: your function was not called. Its place is ' +
      'among the options that session() gets, beside secret.',
  ),
]
