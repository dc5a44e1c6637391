import { mistake, type Evidence, type Run } from '../../../../src/exercise/index.ts'
import { genidLine } from './evidence.ts'
import { first } from './scenes.ts'

/** A genid that throws, so that no visitor gets an answer. */

type Code = Evidence['code']

/** The second parameter of a function that stands right behind genid. */
const CALLBACK = /\bgenid\b[^\n]*?\(\s*\w+\s*,\s*(\w+)\s*\)/

/** What genid threw at the first visitor: express-session had begun to make a session, and no id came (index.js `generate`). */
function thrown(run: Run): string | undefined {
  const { traced, generated, errors } = run.at(first)
  if (!traced('no SID sent') || generated.length > 0) return undefined
  return errors[0]
    ?.split('\n')[0]
    ?.replace(/ \[\w+\]:/, ':')
    .replace(/\.$/, '')
}

/** The name of which an error says that it is not there, or is no function. */
const missing = (error = ''): string | undefined =>
  /^(?:Reference|Type)Error: ([\w$.]+) is not (?:defined|a function)/.exec(error)?.[1]

const missingIn = ({ run }: Evidence): string | undefined => missing(thrown(run))

/** Whether nothing of this name is there. */
const isUnknown = (seen: Evidence): boolean => thrown(seen.run)?.startsWith('ReferenceError') === true

/** The first line that calls something of this name, or else the first that has it; null if there is none. */
function lineOfUse(code: Code, name?: string): number | null {
  if (name === undefined) return null
  const word = `(?<![\\w$.])${name.replaceAll(/[$.]/g, '\\$&')}(?![\\w$])`
  return code.line(new RegExp(`${word}\\s*\\(`)) ?? code.line(new RegExp(word))
}

/** What people know from `node:crypto`. */
const CRYPTO = /^(?:random\w+|crypto|webcrypto|createHash|createHmac|getRandomValues|hash)$/

/** The line that gives the whole of `node:crypto` a name. */
const lineOfWhole = (code: Code, name = ''): number | null =>
  /^\w+$/.test(name)
    ? code.line(new RegExp(`\\bimport\\s+(?:\\*\\s+as\\s+)?${name}\\s+from\\s+['"](?:node:)?crypto['"]`))
    : null

const answered = ({ run }: Evidence): string =>
  `express-session calls it for each visitor who brings no cookie, so all of them got ${run.at(first).status} for an answer, and no id.`

export const throwing = [
  mistake(
    ({ run, code }) =>
      missing(thrown(run)) !== undefined && missing(thrown(run)) === code.word(CALLBACK) && code.line(CALLBACK),
    ({ code }) =>
      `express-session calls genid with the request and nothing else, so there is no ${code.word(CALLBACK)} to be called. ` +
      'It takes what genid returns.',
  ),
  mistake(
    (seen) => isUnknown(seen) && CRYPTO.test(missingIn(seen) ?? '') && lineOfUse(seen.code, missingIn(seen)),
    (seen) =>
      `Your genid uses ${missingIn(seen)}, and nothing of that name is there: it threw ${thrown(seen.run)}. Import it on top ` +
      `of the file. ${missingIn(seen) === 'crypto' ? 'It is' : 'It is in'} node:crypto.`,
  ),
  mistake(
    (seen) => isUnknown(seen) && lineOfUse(seen.code, missingIn(seen)),
    (seen) =>
      `Your genid uses ${missingIn(seen)}, and nothing of that name is there: it threw ${thrown(seen.run)}. Look for an ` +
      'import or a const that is missing, and at how it is spelt.',
  ),
  mistake(
    (seen) => lineOfWhole(seen.code, missingIn(seen)) !== null && lineOfUse(seen.code, missingIn(seen)),
    (seen) =>
      `Your genid threw ${thrown(seen.run)}. Line ${lineOfWhole(seen.code, missingIn(seen))} gives that name to all of ` +
      'node:crypto. To import one function of it, put its name between braces.',
  ),
  mistake(
    (seen) => thrown(seen.run) !== undefined && (lineOfUse(seen.code, missingIn(seen)) ?? genidLine(seen.code)),
    (seen) => `Your genid threw ${thrown(seen.run)}. ${answered(seen)}`,
  ),
]
