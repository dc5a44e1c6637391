import { layersIn, mountPath } from '../diagnosis/stack.ts'
import type { LayerFacts } from '../observe/observation.ts'

/** What an app can be asked for, as its stack says. */
export interface Routes {
  /** Paths that answer GET, in the order of the stack; those to log in or out are not among them unless they only show a page. */
  readonly pages: readonly string[]
  /** As in `POST /login`. */
  readonly logins: readonly string[]
  readonly logouts: readonly string[]
  /** Other requests that change something. */
  readonly writes: readonly string[]
  /** Whether bodies are read as JSON only: then nobody sends a form. */
  readonly takesJson: boolean
}

const LOGIN = /log-?in|log-?on|sign-?in|auth|enter|session/i
const LOGOUT = /log-?out|log-?off|sign-?out|leave|bye/i

/** What people would put for a parameter of a path. */
const FILLED = 'one'

/** Whether a path has a part that somebody made up: what is kept under it, if anything, nobody knows. */
export const isMadeUp = (path: string): boolean => path.split(/[/?]/).includes(FILLED)

export function routesOf(stack: readonly LayerFacts[]): Routes {
  const lines = layersIn(stack)
    .filter(({ kind }) => kind === 'route')
    .flatMap(({ id, methods }) => {
      const path = filled(mountPath(stack, id) ?? '')
      return path === null ? [] : (methods.length === 0 ? ['GET', 'POST'] : methods).map((method) => ({ method, path }))
    })
  const of = (isIn: (line: { method: string; path: string }) => boolean): readonly string[] => [
    ...new Set(lines.filter(isIn).map(({ method, path }) => `${method} ${path}`)),
  ]
  const isWrite = ({ method }: { method: string }) => ['POST', 'PUT', 'PATCH', 'DELETE'].includes(method)
  const parsers = layersIn(stack).map(({ name }) => name)
  return {
    pages: of(({ method, path }) => method === 'GET' && !LOGOUT.test(path)).map((line) => line.slice(4)),
    logins: of((line) => isWrite(line) && LOGIN.test(line.path) && !LOGOUT.test(line.path)),
    logouts: of(
      ({ method, path }) =>
        LOGOUT.test(path) && (method !== 'GET' || !lines.some((one) => one.path === path && isWrite(one))),
    ),
    writes: of((line) => isWrite(line) && !LOGIN.test(line.path) && !LOGOUT.test(line.path)),
    takesJson: parsers.includes('jsonParser') && !parsers.includes('urlencodedParser'),
  }
}

/** Whether what a page leads to is a route with a parameter: `POST /cart/7` is `POST /cart/one`. */
export const fits = (known: string, send: string): boolean => {
  const [ours, theirs] = [known.split('/'), send.split('/')]
  return ours.length === theirs.length && ours.every((part, i) => part === theirs[i] || part === FILLED)
}

/** A path that can be asked for; null for one that nobody can guess, as a regular expression. */
function filled(path: string): string | null {
  const [first = ''] = path.split(', ')
  const whole = first.replaceAll(/\/?\{[^}]*\}/g, '').replaceAll(/:\w+\??/g, FILLED)
  return /^\/[\w./@~-]*$/.test(whole) ? whole : null
}
