import { lineAt, type Evidence } from '../../../../src/exercise/index.ts'
import { conditionAt, functionAt } from './blocks.ts'
import { calledIn, held, route, used } from './places.ts'

/** Whether the line that gives the app its session middleware is reached, and when. */

type Code = Evidence['code']

/** A function in which the middleware is given to the app. */
interface Holder {
  readonly name: string
  /** The line in which it is called; null if nothing in the file names it again, undefined if that cannot be told. */
  readonly called: number | null | undefined
}

/** The function in which the middleware is given to the app, if it is one with a name and the route is not in it. */
export function holderOf(code: Code): Holder | undefined {
  const text = code.text
  const at = used(code).exec(text)?.index
  const routeAt = route.exec(text)?.index
  const name = at === undefined ? undefined : functionAt(code, at)
  if (name === undefined || (routeAt !== undefined && functionAt(code, routeAt) !== undefined)) return undefined
  const [, ...others] = [...text.matchAll(new RegExp(`\\b${name}\\b`, 'g'))]
  const [only, ...more] = others
  if (only === undefined) return { name, called: null }
  const isCall = /^\s*\(/.test(text.slice(only.index + name.length))
  const isPlain = more.length === 0 && isCall && functionAt(code, only.index) === undefined
  return { name, called: isPlain ? lineAt(text, only.index) : undefined }
}

/** The condition of the if in which the middleware is given to the app, or undefined. */
export function conditionOf(code: Code): string | undefined {
  const text = code.text
  const at = used(code).exec(text)?.index
  if (at === undefined) return undefined
  return conditionAt(code, at) ?? /\bif\s*\(([^{}\n]*)\)\s*\w+\s*$/.exec(text.slice(0, at))?.[1]
}

/** The line in which the middleware is made and kept under a name that nothing else in the file says. */
export function unusedIn(code: Code): number | null {
  const name = held(code)
  return name !== undefined && code.text.split(new RegExp(`\\b${name}\\b`)).length === 2 ? calledIn(code) : null
}
