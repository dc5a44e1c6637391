import { mistake, type Seen, type Handle } from '../../../../src/exercise/index.ts'
import { errorOf } from './evidence.ts'
import { storeClassLine } from './given.ts'
import { meantMethod, methodLine } from './methods.ts'
import { storeLine } from './places.ts'
import { oldCookie } from './scenes.ts'

/** What is wrong with a store that a learner wrote, as far as express-session fails on it. */

/** The method that a store lacks, if an exchange failed for that. */
const lackingIn = ({ errors }: Seen): string | undefined =>
  /\b\w*store\.(get|set|destroy|createSession) is not a function/i.exec(errors.join('\n'))?.[1]

/** Whether express-session found a session in which there is no cookie (session/store.js `createSession`). */
const isUnmade = (seen: Seen): boolean =>
  seen.traced('session found') && seen.errors.join('\n').includes("undefined (reading 'expires')")

/** What the store gave for a session, as JSON; null if it is no object. */
const given = ({ store }: Seen): Seen['session'] => store.findLast(({ op }) => op === 'get')?.session ?? null

/** Whether that is nothing with fields of its own: JSON has a form for a Buffer. */
const isRaw = (session: Seen['session']): boolean => session === null || session['type'] === 'Buffer'

/** Whether asking the store ended in an error, before express-session knew whether there is a session. */
const isUnasked = (seen: Seen): boolean =>
  seen.status >= 500 &&
  seen.errors.length > 0 &&
  seen.traced('fetching') &&
  !seen.traced('session found') &&
  !seen.traced('no session found')

const WITHOUT_ERROR =
  'Where there is no session any more, it must say so without an error. Else whoever has logged out gets this for each ' +
  'request, until the cookie is gone.'

/** These mistakes, as they show in one exchange. */
export const storeFaults = (of: Handle<'send'>) => [
  mistake(
    ({ run, code }) => lackingIn(run.at(of)) === 'createSession' && (storeClassLine(code) ?? storeLine(code)),
    'Your class is not based on session.Store. So what express-session calls besides your methods is missing, as ' +
      'createSession here.',
  ),
  mistake(
    ({ run, code }) => lackingIn(run.at(of)) !== undefined && (storeClassLine(code) ?? storeLine(code)),
    ({ run, code }) => {
      const name = lackingIn(run.at(of)) ?? ''
      const meant = meantMethod(code, name)
      const instead = meant === undefined ? '' : ` In line ${meant.line} there is one called ${meant.name}.`
      return `The store has no method ${name}, and express-session calls it by that name.${instead}`
    },
  ),
  mistake(
    ({ run, code }) => isUnmade(run.at(of)) && isRaw(given(run.at(of))) && (methodLine(code, 'get') ?? storeLine(code)),
    'get of the store gave a text, a Buffer or the like. express-session wants the session as an object, and JSON.parse() ' +
      'makes one of a text.',
  ),
  mistake(
    ({ run, code }) => isUnmade(run.at(of)) && (methodLine(code, 'get') ?? storeLine(code)),
    ({ run, code }) => {
      const set = methodLine(code, 'set')
      const names = Object.keys(given(run.at(of)) ?? {}).join(', ')
      return (
        `get of the store gave an object ${names === '' ? '' : `with ${names}, and `}without cookie${names === '' ? ' (a promise is one, too)' : ''}. express-session wants ` +
        `back all that it gave to set${set === null ? '' : ` (line ${set})`}, the cookie too.`
      )
    },
  ),
  mistake(
    ({ run, code }) => isUnasked(run.at(of)) && (methodLine(code, 'get') ?? storeLine(code)),
    ({ run }) => {
      const advice = run.at(of).label === oldCookie.label ? ` ${WITHOUT_ERROR}` : ''
      return `get of the store failed, so there was no answer but ${run.at(of).status}.${errorOf(run.at(of))}${advice}`
    },
  ),
]
