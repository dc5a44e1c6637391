import { mistake, type Evidence } from '../../../../src/exercise/index.ts'
import { isAnswered } from '../../../answers.ts'
import { first, second } from './scenes.ts'

/** What was put into the session at the first visit, and came back from the store as something else. */

/** A call of something that is no function, as Node.js tells it. */
const CALL = /\b(\w+)\.(\w+) is not a function/
/** A Date, as JSON has it. */
const DATE = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/

interface Lost {
  /** How the code calls it, as in `session.first`. */
  readonly name: string
  readonly method: string | undefined
  /** What it was, and what it is now. */
  readonly become: string
}

/** What lost its nature on the way, and made the second visit fail; undefined if something else did. */
function lostIn({ run, code }: Evidence): Lost | undefined {
  const [error = ''] = run.at(second).errors
  if (error === '' || !isAnswered(run.at(first))) return undefined
  const found = run.at(second).found ?? {}
  const [, name = '', method = ''] = CALL.exec(error) ?? []
  const key = name in found ? name : code.word(new RegExp(`\\b${name}\\b[^;\\n]*=[^;\\n]*\\bsession\\??\\.(\\w+)`))
  const become = key === undefined ? undefined : becomeOf(found[key], method, code)
  if (become !== undefined) return { name, method, become }
  const empty = Object.keys(found).find((one) => isEmptyObject(found[one]))
  const collection = code.word(/\bnew (Set|Map)\(/)
  return / is not iterable/.test(error) && empty !== undefined && collection !== undefined
    ? { name: empty, method: undefined, become: `a ${collection} is {}` }
    : undefined
}

/** What a value was that had such a method, and what it is in JSON; undefined if JSON has not changed it. */
function becomeOf(value: unknown, method: string, code: Evidence['code']): string | undefined {
  if (typeof value === 'string') return DATE.test(value) && method in Date.prototype ? 'a Date is text' : undefined
  if (typeof value !== 'object' || value === null) return undefined
  if (isEmptyObject(value) && method in Map.prototype && code.has(/\bnew Map\(/)) return 'a Map is {}'
  if (isEmptyObject(value) && method in Set.prototype && code.has(/\bnew Set\(/)) return 'a Set is {}'
  const isOfClass = code.has(new RegExp(`\\bclass\\b[^]*\\b${method}\\s*(?:\\(|=)`))
  return isOfClass ? 'an object of a class has no methods' : undefined
}

const isEmptyObject = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && Object.keys(value).length === 0

/** The line of the call that failed, if there is just one like it. */
function lineOf({ code }: Evidence, { name, method }: Lost): number | true {
  if (method === undefined) return code.line(new RegExp(`\\bnew (?:Set|Map)\\([^()]*\\.${name}\\b`)) ?? true
  const call = `\\b${name}\\??\\.${method}\\b`
  return code.has(new RegExp(`${call}[^]*${call}`)) ? true : (code.line(new RegExp(call)) ?? true)
}

export const asJson = [
  mistake(
    (seen) => {
      const lost = lostIn(seen)
      return lost !== undefined && lineOf(seen, lost)
    },
    (seen) =>
      `Your code threw ${seen.run.at(second).errors[0]}. What comes back from the store was JSON, where ` +
      `${lostIn(seen)?.become ?? ''}.`,
  ),
]
