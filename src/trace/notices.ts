import type { PackageFacts, ProcessFacts } from '../observe/process-facts.ts'
import type { ExchangeFacts, Observation } from '../observe/observation.ts'
import type { Ending } from './command.ts'
import type { Blind } from './told.ts'

/** Something that the person should know of the trace itself: why it shows nothing, or not all. It is no finding about the app. */
export interface Notice {
  readonly code:
    | 'no-express-session'
    | 'cannot-observe'
    | 'nothing-started'
    | 'options-refused'
    | 'killed'
    | 'permission'
    | 'file-watched'
  /** One sentence: what is so. */
  readonly message: string
  /** One sentence: what to do about it. */
  readonly hint: string
}

/** What is to be said while the app runs, each once: the same code and message are the same notice. */
export const noticesOf = (observation: Observation, blind: readonly Blind[]): readonly Notice[] => [
  ...blind.map(cannotObserve),
  ...noExpressSession(observation),
]

/** What is to be said when the command has ended. */
export function noticesAtEnd(
  ending: Ending,
  { processes }: Observation,
  blind: readonly Blind[],
  isInterrupted: boolean,
): readonly Notice[] {
  if (ending.kind === 'signalled' && !isInterrupted) {
    return [
      {
        code: 'killed',
        message: `The command was ended by ${ending.signal}.`,
        hint: 'Look who sent it: where memory runs out, the system does.',
      },
    ]
  }
  if (ending.kind !== 'exited' || processes.length > 0 || blind.length > 0 || isInterrupted) return []
  // Node.js exits so where it does not take an option (`kInvalidCommandLineArgument`).
  if (ending.code === REFUSED) {
    return [
      {
        code: 'options-refused',
        message:
          'The command ended with 9 before anything could be observed: this Node.js may refuse the --require that trace puts into NODE_OPTIONS.',
        hint: 'Look which Node.js it starts. Node.js 20.19, 22.13, 24 and newer take it.',
      },
    ]
  }
  return [
    {
      code: 'nothing-started',
      message: 'The command started no Node.js that could be observed.',
      hint: 'Name the command that starts your app. It must leave NODE_OPTIONS and SESSION_TUTOR_OBSERVE as they are.',
    },
  ]
}

const REFUSED = 9

function cannotObserve({ pid, node, why, message }: Blind): Notice {
  const said: Readonly<Record<Blind['why'], string>> = {
    'old-node': `Process ${pid} runs on Node.js ${node}, in which nothing can be observed`,
    denied: `The permissions of process ${pid} do not allow it to be observed`,
    error: `Process ${pid} cannot be observed: ${message}`,
  }
  const hint = why === 'old-node' ? 'Run the app on Node.js 20.19, 22.13, 24 or newer.' : 'The app itself goes on.'
  return { code: 'cannot-observe', message: `${said[why].replace(/[.\s]+$/, '')}.`, hint }
}

/** Packages that keep sessions without express-session. */
const OTHERS: Readonly<Record<string, string>> = {
  'cookie-session': 'cookie-session keeps the session in the cookie itself, and has no store',
  '@fastify/session': '@fastify/session keeps the sessions of Fastify',
  '@fastify/secure-session': '@fastify/secure-session keeps the session in the cookie itself',
  'koa-session': 'koa-session keeps the sessions of Koa',
  'iron-session': 'iron-session keeps the session in the cookie itself',
  'client-sessions': 'client-sessions keeps the session in the cookie itself',
}

/**
 * A request was answered, and session() was never called: what was found instead, in the processes that answer. Another one may be the app
 * with the sessions, and has loaded express-session: of that, nothing is known as long as it answers nothing.
 */
function noExpressSession({ sessions, packages: all, processes, exchanges }: Observation): readonly Notice[] {
  const answered = exchanges.filter(({ response }) => response !== null)
  if (answered.length === 0 || sessions.length > 0) return []
  const pids = new Set(answered.map(({ pid }) => pid))
  const isOfOthers = ({ pid }: PackageFacts): boolean => pid !== undefined && !pids.has(pid)
  const isToCome = ({ name, pid }: PackageFacts): boolean =>
    name === 'express-session' && processes.some((one) => one.pid === pid && one.end === null)
  if (all.some((one) => isOfOthers(one) && isToCome(one))) return []
  const packages = all.filter((one) => !isOfOthers(one))
  const where = firstOf(answered, processes)
  const say = (message: string, hint: string): readonly Notice[] => [{ code: 'no-express-session', message, hint }]
  const names = new Set(packages.map(({ name }) => name))
  const other = Object.keys(OTHERS).find((name) => names.has(name))
  if (names.has('express-session'))
    return say(
      'The app loads express-session and has answered a request, but it never called session().',
      'Call session() before the routes: app.use(session({ ... })).',
    )
  if (other !== undefined)
    return say(
      `There is no express-session in ${where}: ${OTHERS[other]}.`,
      'Requests are shown all the same; what trace knows of sessions is about express-session.',
    )
  if (
    answered.some(({ session }) => session.foreign !== null) ||
    (answered.some(({ trustProxy }) => trustProxy !== null) && !names.has('express'))
  )
    return say(
      'There is a req.session or an Express app, but the file of its package was never loaded: it is in a bundle.',
      'Trace the sources, or leave express and express-session out of the bundle (external).',
    )
  return say(
    `There is no express-session in ${where}.`,
    'Requests are shown all the same. If another process has the sessions, use that one; if another command starts it, trace that.',
  )
}

/** The process that answered first: beside it, one with the sessions may still be starting. */
function firstOf([first]: readonly ExchangeFacts[], processes: readonly ProcessFacts[]): string {
  const found = processes.find(({ pid }) => pid === first?.pid)
  return found ? `${found.argv0 || 'the process'} (process ${found.pid}), which answers` : 'this app'
}
