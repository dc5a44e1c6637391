import { lineAt, mistake, type Evidence, type Seen } from '../../../../src/exercise/index.ts'
import { leftEmptySession, ownCookie, wasEmpty } from './evidence.ts'
import { COPIED, OWN_COOKIE, sharedIn } from './places.ts'
import { first } from './scenes.ts'

/** Where a count was put that should be in the session. */

type Code = Evidence['code']

/** What holds a property that is changed and then answered, and the line of the change. */
interface Holder {
  readonly name: string
  readonly line: number
}

/** Something is put into the session. */
const PUT_BACK =
  /\.session\??(?:\.\w+|\[[^\]\n]+\])\s*(?:\+\+|(?:[-+*/]|\?\?|\|\||&&)?=(?![=>]))|\(\s*req\w*\.session\s*,/
const BY_SYMBOL = /\.session\[\w+\]/
const DEFINED = /\bdefinePropert(?:y|ies)\(\s*req\w*\.session\b/
const CHANGE = /\b((?:req|res|app|globalThis)\w*(?:\.\w+)*)\.(\w+)\s*(?:\+\+|(?:[-+*/]|\?\?|\|\||&&)?=(?![=>]))/g

/** What is in no session, and holds what the file answers; undefined if there is nothing like it. */
function holderOf(code: Code): Holder | undefined {
  const text = code.text
  return [...text.matchAll(CHANGE)].flatMap(({ 1: name = '', 2: key = '', index }): Holder[] => {
    if (/^req\w*\.session\b(?!\.cookie$)/.test(name)) return []
    const whole = `${name}.${key}`.replaceAll('.', '\\.')
    const answer = new RegExp(`\\.(?:json|send|end)\\((?:(?!\\n\\})[^;]){0,80}?\\b${whole}\\b(?!\\.)`)
    return answer.test(text) ? [{ name, line: lineAt(text, index) }] : []
  })[0]
}

/** Why that is no place for a count. */
function faultOf(name: string): string {
  if (name.endsWith('.session.cookie')) return 'where a store keeps only the settings of the cookie'
  if (/^(?:app|globalThis)\b/.test(name)) return 'which is one and the same for all visitors'
  if (name.startsWith('res')) return 'which belongs to one answer and is gone after it'
  return 'which belongs to one request and is gone after it'
}

/** What else there is to say of a session that holds nothing. */
const saved = (seen: Seen): string =>
  leftEmptySession(seen) ? 'The session was saved and its cookie set, but there is nothing in it. ' : ''

export const elsewhere = [
  mistake(
    ({ run, code }) =>
      wasEmpty(run.at(first)) && ownCookie(run.at(first)) !== undefined && (code.line(OWN_COOKIE) ?? true),
    ({ run }) =>
      `The answer sets a cookie of your own, ${ownCookie(run.at(first))}, and nothing was put into req.session. So the ` +
      'count lies with the browser, whose owner can write any number there.',
  ),
  mistake(
    ({ run, code }) => wasEmpty(run.at(first)) && (holderOf(code)?.line ?? null),
    ({ run, code }) => {
      const name = holderOf(code)?.name ?? ''
      return `${saved(run.at(first))}This puts the count into ${name}, ${faultOf(name)}. ${
        name.endsWith('.cookie') ? 'Beside that,' : 'So'
      } req.session stayed empty.`
    },
  ),
  mistake(
    ({ run, code }) => wasEmpty(run.at(first)) && sharedIn(code),
    ({ run }) =>
      `${saved(run.at(first))}The count may be in this variable of the file, but nothing was put into req.session. Only ` +
      'what is in there belongs to one visitor and is saved.',
  ),
  mistake(
    ({ run, code }) => wasEmpty(run.at(first)) && !code.has(PUT_BACK) && code.line(COPIED),
    ({ run }) =>
      `${saved(run.at(first))}A variable gets what the session holds here, and nothing was put back into req.session. ` +
      'What becomes of the variable does not change the session.',
  ),
  mistake(
    ({ run, code }) =>
      wasEmpty(run.at(first)) && (code.has(/\bSymbol(?:\.for)?\(/) ? code.line(BY_SYMBOL) : code.line(DEFINED)),
    'A session is kept as JSON, and JSON leaves out what has a symbol as its key, or is not enumerable. So for the store this ' +
      'session is still empty.',
  ),
  mistake(
    ({ run }) => wasEmpty(run.at(first)),
    ({ run }) =>
      (saved(run.at(first)) ||
        'There was a session for this visit, but it was still empty when the answer went out. ') +
      'The count must be put into req.session before that.',
  ),
]
