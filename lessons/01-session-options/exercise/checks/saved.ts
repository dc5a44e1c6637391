import { answerOf, check, mistake, type Evidence, type Seen } from '../../../../src/exercise/index.ts'
import { isAnswered, stoppedAbove } from '../../../answers.ts'
import { first } from './scenes.ts'
import { failing, handlerOf, visits } from './visits.ts'

/** Whether a request left a session in the store. */
export const leftSession = ({ store }: Seen): boolean =>
  store.findLast(({ op }) => op === 'set' || op === 'destroy')?.op === 'set'

const isEmpty = ({ run }: Evidence): boolean =>
  isAnswered(run.at(first)) && Object.keys(run.at(first).data).length === 0

/** What the session of the first visit lacks, though it is there. */
const empty = (seen: Evidence): string => {
  const { run } = seen
  return leftSession(run.at(first)) ? 'The session was saved and its cookie set, but there is nothing in it. ' : ''
}

/** What the handler changes that is not the session, and holds the count. */
const holder = (seen: Evidence) =>
  seen.tree.writes(handlerOf(seen, first)).find(({ path }) => {
    const [whose = '', part = '', ...rest] = path.split('.')
    const isSession = whose.startsWith('req') && part === 'session' && rest[0] !== 'cookie'
    return HOLDERS.has(whose) && !isSession && (rest.length > 0 || whose === 'globalThis')
  })

/** As in `req.session[key]`. */
const isByKey = ({ path }: { readonly path: string }): boolean => path.endsWith('.session.*')

const HOLDERS: ReadonlySet<string> = new Set(['req', 'request', 'res', 'response', 'app', 'globalThis'])

const holderName = (seen: Evidence): string => holder(seen)?.path.split('.').slice(0, -1).join('.') ?? ''

/** Why that is no place for a count. */
function faultOf(name: string): string {
  if (name.endsWith('.session.cookie')) return 'where a store keeps only the settings of the cookie'
  if (name.startsWith('res')) return 'which belongs to one answer and is gone after it'
  return name.startsWith('req')
    ? 'which belongs to one request and is gone after it'
    : 'which is one and the same for all visitors'
}

export const saved = check('saved', 'The first visit is saved, and the answer sets the session cookie.', {
  exchange: first,
  header: 'Set-Cookie',
  holds: (run) =>
    leftSession(run.at(first)) && Object.keys(run.at(first).data).length > 0 && run.at(first).set !== undefined,
  symptoms: ['nothing-happens', 'session-undefined', 'no-cookie', 'data-lost', 'new-id-every-request', 'error-500'],
  mistakes: [
    stoppedAbove(first),
    failing(first),
    mistake(
      ({ run, tree, ...seen }) =>
        run.at(first).setCookies.some((cookie) => cookie.value === String(visits(run.at(first)))) &&
        (tree
          .calls(handlerOf({ run, tree, ...seen }, first))
          .find(({ path }) => ['.cookie', '.setHeader', '.append'].some((method) => path.endsWith(method)))?.line ??
          true),
      ({ run }) =>
        `The answer sets a cookie of your own, ${run.at(first).setCookies.at(-1)?.name}, and nothing was put into ` +
        'req.session. So the count is kept in the browser, and anyone who uses that browser can write any number there.',
    ),
    mistake(
      (seen) => isEmpty(seen) && (holder(seen)?.line ?? null),
      (seen) => {
        const name = holderName(seen)
        const rest = name.endsWith('.cookie') ? 'Beside that,' : 'So'
        return `${empty(seen)}This puts the count into ${name}, ${faultOf(name)}. ${rest} req.session stayed empty.`
      },
    ),
    mistake(
      (seen) => isEmpty(seen) && (countsIn(seen)?.line ?? null),
      (seen) =>
        `${empty(seen)}The count may be in this variable of the file, but nothing was put into req.session. Only ` +
        'what is in there belongs to one visitor and is saved.',
    ),
    mistake(
      (seen) => isEmpty(seen) && (seen.tree.writes(handlerOf(seen, first)).find(isByKey)?.line ?? null),
      'A session is kept as JSON, and JSON leaves out anything with a symbol as its key, or that is not enumerable. So for the store this ' +
        'session is still empty.',
    ),
    mistake(
      (seen) => isEmpty(seen) && (seen.tree.writes(handlerOf(seen, first))[0]?.line ?? answerOf(seen.facts(first))),
      (seen) =>
        (empty(seen) || 'There was a session for this visit, but it was still empty when the answer went out. ') +
        'What a variable gets from the session is a copy: the count must be put into req.session before that.',
    ),
  ],
  otherwise:
    'This visit should have put a session into the store, with a session cookie in the answer. At least one of the two is missing.',
})

/** The variable of the file in which the handler of a visit counts. */
export const countsIn = (seen: Evidence) =>
  seen.tree.variables.find(({ path }) => {
    const handler = handlerOf(seen, first)
    const used = [...seen.tree.writes(handler), ...seen.tree.calls(handler)]
    return used.some((one) => one.path === path || one.path.startsWith(`${path}.`))
  })
