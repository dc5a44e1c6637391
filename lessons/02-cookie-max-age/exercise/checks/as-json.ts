import { mistake, type Evidence, type Seen, type Handle } from '../../../../src/exercise/index.ts'
import { ROUTES } from './middleware.ts'

/** A call of something that is no function, as Node.js tells it, of a value that has a name. */
const CALL = /\b(\w+)\??\.(\w+) is not a function/

/** What a date is in JSON. */
const DATE = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/

/** The value from the session on which a method was called that it does not have; null if it was something else. */
function calledOn({ code }: Evidence, seen: Seen, words: string) {
  const [, name = '', method = ''] = CALL.exec(words) ?? []
  const value = seen.found?.[name]
  const isOfSession = new RegExp(
    `\\bsession\\??\\.${name}\\??\\.${method}\\b|\\b${name}\\b[^=;\\n]*=\\s*\\w+\\.session(?:\\.${name})?\\b(?![.[])`,
  )
  return code.has(isOfSession) && (typeof value === 'string' || (typeof value === 'object' && value !== null))
    ? { name, method, value }
    : null
}

/** The line of that call: in the route, or anywhere if there is only one. */
function lineOf({ code }: Evidence, { name, method }: { readonly name: string; readonly method: string }) {
  const call = `\\b${name}\\??\\.${method}\\b`
  const anywhere = code.has(new RegExp(`${call}[^]*${call}`)) ? null : code.line(new RegExp(call))
  return code.line(new RegExp(`(?<=${ROUTES['GET /me']}[^]*)${call}`)) ?? anywhere ?? true
}

/**
 * What was put into the session, and came back from the store as something else.
 * @param wordsOf what was said of the error
 */
export const asJson = (of: Handle<'send'>, wordsOf = ({ run }: Evidence) => saidOf(run.at(of))) =>
  mistake(
    (seen) => {
      const found = calledOn(seen, seen.run.at(of), wordsOf(seen))
      return found !== null && lineOf(seen, found)
    },
    (seen) => {
      const { name, method, value } = calledOn(seen, seen.run.at(of), wordsOf(seen)) ?? {
        name: '',
        method: '',
        value: '',
      }
      const kind =
        typeof value !== 'string' ? 'what JSON can say of it' : DATE.test(value) ? 'text, as a Date does' : 'text'
      return (
        `A store keeps sessions as JSON, and ${name} came back from it as ${kind}. That has no method ${method}, so ` +
        'this visit ended in an error.'
      )
    },
  )

/** An app may answer for its errors itself. */
const saidOf = ({ status, errors, response }: Seen): string =>
  [...errors, status >= 500 ? response.body : ''].join('\n')
