import { lineAt, type Evidence, type Seen } from '../../../../src/exercise/index.ts'
import { functionAt, layersOf, type Layer } from './blocks.ts'

/** Which line of a learner's file has answered a visit, as far as that can be told. */

type Code = Evidence['code']

/** Something that may answer. */
interface Answer {
  readonly at: number
  readonly line: number
  /** The status that it gives, if that is written there. */
  readonly status: number | undefined
  /** The text that it sends, if that is written there. */
  readonly body: string | undefined
}

const ANSWER =
  /\b(?!express\b|JSON\b)\w+((?:\s*\.\s*(?:status|type|set|header|cookie|location|vary)\([^()]*\))*)\s*\.\s*(json|jsonp|send|sendStatus|sendFile|end|redirect|render)\(\s*(?:(\d{3}\b)|(['"])([^'"\\\n]*)\4\s*\))?/g

/** A status that is given apart from the answer. */
const APART = /\bstatusCode\s*=|\.writeHead\(|\.status\([^()]*\)\s*(?![\s.])/

function answersOf(code: Code): readonly Answer[] {
  const text = code.text
  const usual = APART.test(text) ? undefined : 200
  return [...text.matchAll(ANSWER)].map(([, chain = '', method = '', number, , words], index, all) => {
    const at = all[index]?.index ?? 0
    const set = /\.\s*status\(\s*([^()]*?)\s*\)/.exec(chain)?.[1]
    const told = method === 'sendStatus' || method === 'redirect' ? number : undefined
    const given = told ?? set
    const status = given === undefined ? (method === 'redirect' ? 302 : usual) : Number(given)
    // What is sent in parts is no part's text.
    const body = ['send', 'end'].includes(method) && !/\.write\(/.test(text) ? words : undefined
    return { at, line: lineAt(text, at), status: Number.isNaN(status) ? undefined : status, body }
  })
}

/** Whether GET / may come to what is given to the app. */
const concerns = ({ method, path = '/' }: Layer): boolean =>
  ['use', 'all', 'get'].includes(method) && (path === '/' || path === '' || /[*:{(?+]/.test(path))

const holds = ({ from, to }: Layer, { at }: Answer): boolean => from < at && at < to

/** The one thing in the file that can have answered with this status; undefined if there are more, or if it is not there. */
function answerTo(code: Code, { status, response }: Seen): Answer | undefined {
  // What other files answer is not seen here.
  if (code.has(/\b(?:from|import)\s*\(?\s*['"`]\.{1,2}\//)) return undefined
  const layers = layersOf(code)
  const answers = answersOf(code)
    .filter((answer) => !layers.some((layer) => !concerns(layer) && holds(layer, answer)))
    .filter((answer) => answer.status === undefined || answer.status === status)
    .filter(({ body }) => body === undefined || body === response.body)
  const said = answers.filter(({ body }) => body !== undefined)
  const [only, ...more] = said.length > 0 ? said : answers
  return more.length === 0 ? only : undefined
}

/** The line that has answered a visit, if that can be told. */
export const answeredIn = (code: Code, seen: Seen): number | null => answerTo(code, seen)?.line ?? null

const isRoute = (layer: Layer): boolean => layer.method !== 'use' && layer.path === '/' && concerns(layer)

/** The lines of what has answered a visit before it could come to its route, and of that route; undefined if nothing did. */
export function stoppedAbove(code: Code, seen: Seen): { readonly line: number; readonly route: number } | undefined {
  const answer = answerTo(code, seen)
  if (!answer) return undefined
  const layers = layersOf(code)
  const name = functionAt(code, answer.at)
  const layer = layers.find(
    (one) =>
      one.method === 'use' &&
      (holds(one, answer) || (name !== undefined && new RegExp(`\\b${name}\\b(?!\\s*\\()`).test(one.inside))),
  )
  const [route, ...more] = layers.filter(isRoute)
  if (!layer || !route || more.length > 0 || route.from < layer.to || holds(route, answer)) return undefined
  return { line: answer.line, route: route.line }
}
