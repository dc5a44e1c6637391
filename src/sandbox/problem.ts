import { appsProblem } from './apps-problem.ts'
import { loadProblem } from './load-problem.ts'
import { at, lineOf, placeIn, placeName } from './location.ts'
import { MOST_MEMORY } from './node-words.ts'
import type { FailedLoad, FoundApp, Handler, Thrown } from './protocol.ts'
import { escaped, lineWith, onlyLineWith, quoted, withoutComments } from './source.ts'
import { DENIED, deniedDeed, thrownText } from './thrown.ts'

/** Why a learner's file could not be checked to its end. */
export interface Problem {
  readonly kind:
    | 'unreadable'
    | 'syntax'
    | 'import'
    | 'exception'
    | 'crash'
    | 'exit'
    | 'loop'
    | 'slow'
    | 'unanswered'
    | 'no-app'
    | 'several-apps'
    | 'ended'
  /** One sentence about what is wrong. May hold text of the learner's, control characters and all. */
  readonly message: string
  /** What to do about it. */
  readonly hint: string
  /** The line of the learner's file, counted from 1; null if none is known, or if it is in a file beside it. */
  readonly line: number | null
}

/** How a learner's process came to its end. */
export type Ending =
  | { readonly kind: 'silent' | 'unsettled' }
  | ({ readonly kind: 'failed' } & FailedLoad)
  | { readonly kind: 'uncaught'; readonly thrown: Thrown }
  | { readonly kind: 'exit'; readonly call: string; readonly stack: string }
  | { readonly kind: 'closed'; readonly stack: string }
  | { readonly kind: 'apps'; readonly apps: readonly FoundApp[] }
  /** `busy`: it did not even hear that it was asked. `request`, as in `GET /`: what it had not answered. */
  | { readonly kind: 'slow'; readonly limitMs: number; readonly busy: boolean; readonly request: string | null }
  /** A request, as in `GET /`, after which nothing was left to do. */
  | { readonly kind: 'unanswered'; readonly request: string; readonly handler: Handler | null }

/** What else is known when a process ends. */
export interface Remains {
  readonly file: string
  /** The text of a file, or nothing if it is gone by now. */
  read(file: string): string
  /** What Node.js said at the end. */
  readonly words: string
  /** Null if a signal ended it. */
  readonly code: number | null
  /** Its app did listen. */
  readonly ready: boolean
}

/** What a learner must know of how their file ended. */
export function problemOf(ending: Ending, remains: Remains): Problem {
  switch (ending.kind) {
    case 'failed':
      return loadProblem(ending, remains)
    case 'uncaught':
      return crashProblem(ending.thrown, remains)
    case 'exit':
      return exitProblem(ending, remains)
    case 'closed':
      return closedProblem(ending.stack, remains)
    case 'apps':
      return appsProblem(ending.apps, remains)
    case 'slow':
      return slowProblem(ending, remains)
    case 'unanswered':
      return unansweredProblem(ending, remains)
    case 'unsettled':
      return unsettledProblem(remains)
    case 'silent':
      return silentProblem(remains)
  }
}

function crashProblem(thrown: Thrown, { file, words }: Remains): Problem {
  // What is no Error has no stack; Node.js shows where it was thrown.
  const place = placeIn(thrown.stack, file) ?? placeIn(words.split('\n\n')[0] ?? '', file)
  const deed = deniedDeed(thrown)
  return {
    kind: 'crash',
    message: `${at(place, file, 'Your app')} ${deed ?? `threw ${thrownText(thrown, file)}`}.`,
    hint:
      deed === null
        ? 'Nobody caught it: it came from a callback or a promise, out of the reach of Express. A real server ends there.'
        : DENIED,
    line: lineOf(place, file),
  }
}

function exitProblem({ call, stack }: { readonly call: string; readonly stack: string }, { file }: Remains): Problem {
  const place = placeIn(stack, file)
  return {
    kind: 'exit',
    message: `${at(place, file, 'Your code')} ends the process: it calls ${call}.`,
    hint: 'A server stays, to answer whoever comes next. Take that call out.',
    line: lineOf(place, file),
  }
}

function closedProblem(stack: string, { file }: Remains): Problem {
  const place = placeIn(stack, file)
  return {
    kind: 'ended',
    message: `${at(place, file, 'Your code')} closes the server, so it answers nobody any more.`,
    hint: 'A server stays, to answer whoever comes next. Take that call of close() out.',
    line: lineOf(place, file),
  }
}

/** A loop that has no end of its own. */
const ENDLESS = /\b(?:while\s*\(\s*(?:true|1)\s*\)|for\s*\(\s*;\s*;\s*\))/

function slowProblem(
  { limitMs, busy, request }: Extract<Ending, { readonly kind: 'slow' }>,
  { file, read, words, ready }: Remains,
): Problem {
  const after = `After ${limitMs / 1000} seconds`
  if (busy) {
    const place = placeIn(words, file)
    const line = place === null ? onlyLineWith(withoutComments(read(file)), ENDLESS) : lineOf(place, file)
    const where = place === null ? (line === null ? '' : ` in line ${line}`) : ` in ${lowered(placeName(place, file))}`
    return {
      kind: 'loop',
      message: `${after} your code was still busy${where}.`,
      hint: 'It looks like a loop that never ends. While it runs, Node.js answers nobody.',
      line,
    }
  }
  if (!ready) {
    const line = onlyLineWith(withoutComments(read(file)), /\bexpress\s*\(\s*\)/)
    return {
      kind: 'slow',
      message:
        line === null
          ? `${after} no app of your file listened.`
          : `${after} the app of line ${line} did not listen yet.`,
      hint: 'End the file with app.listen(3000). If it does, look for an await before it that waits too long.',
      line,
    }
  }
  return {
    kind: 'slow',
    message: request === null ? `${after} not everything was checked.` : `${after} ${request} had no answer.`,
    hint: 'Look for a timer that is too long, or for a handler that neither sends an answer nor calls next().',
    line: request === null ? null : routeLine(request, read(file)),
  }
}

const lowered = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1)

function unansweredProblem(
  { request, handler }: Extract<Ending, { readonly kind: 'unanswered' }>,
  { file, read }: Remains,
): Problem {
  const source = read(file)
  const problem = (line: number | null, reason: string, hint: string): Problem => ({
    kind: 'unanswered',
    message: `${request} is never answered${reason}.`,
    hint,
    line,
  })
  if (handler?.sent === 'all') {
    return problem(
      routeLine(request, source),
      ': an answer was given, and something holds it back',
      /store/i.test(withoutComments(source))
        ? 'That may be the session store, which saves first: each of its methods must call its callback.'
        : 'That may be session(), which saves first. Look at what the handler does to req.session.',
    )
  }
  const own = handler === null ? null : onlyLineWith(source, new RegExp(escaped(handler.code)))
  if (own !== null) {
    const reason = `: the handler in line ${own} ${handler?.sent === 'some' ? 'begins an answer and does not end it' : 'neither sends an answer nor calls next()'}`
    return problem(
      own,
      reason,
      handler?.sent === 'some'
        ? 'Call res.end() when all of it is written.'
        : 'Let it do one of the two in every case, as with res.json().',
    )
  }
  const name = handler?.name ?? ''
  // It is given to the app as it is, though it may only make what the app wants.
  const given = name === '' ? null : onlyLineWith(withoutComments(source), handedOver(name))
  if (given !== null) {
    const reason = `: line ${given} hands it to ${name}, which neither sends an answer nor calls next()`
    return problem(
      given,
      reason,
      `Is ${name} to be called there, as in ${name}({ ... })? What it returns may be the handler.`,
    )
  }
  const line = routeLine(request, source)
  if (name !== '' && !OF_EXPRESS.test(name)) {
    // So express-session names what it returns.
    return name === 'session'
      ? problem(line, ': it gets no further than session()', 'Look at its store: every method must call its callback.')
      : problem(
          line,
          `: it gets no further than ${name}, a middleware of a package`,
          'Look at what that middleware waits for.',
        )
  }
  return problem(
    line,
    line === null ? '' : `; its route is in line ${line}`,
    'Nothing is left that could answer. Every handler and middleware must send something, as with res.json(), or call next().',
  )
}

/** What Express itself puts between handlers. */
const OF_EXPRESS = /^(?:handle|router|mounted_app|bound dispatch)$/

/** Where a function is given to an app by its name. */
const handedOver = (name: string): RegExp =>
  new RegExp(`\\.(?:use|all|get|post|put|patch|delete)\\((?:[^()\\n]*,)?\\s*${escaped(name)}\\s*[,)]`)

/** The line of the route for a request, as in `GET /`. */
function routeLine(request: string, source: string): number | null {
  const [method = '', path = ''] = request.split(' ')
  const route = new RegExp(`\\.${method.toLowerCase()}\\(\\s*${quoted(path).source}`)
  return lineWith(withoutComments(source), route)
}

function unsettledProblem({ file, read }: Remains): Problem {
  // At the beginning of a line, or of what is given a name there: in no function, as files are written.
  const line = onlyLineWith(withoutComments(read(file)), /^(?:(?:export\s+)?(?:const|let|var)\b[^\n;]*=\s*)?await\b/m)
  return {
    kind: 'no-app',
    message: `${line === null ? 'Your file' : `Line ${line}`} waits with await for something that never comes, so no app listens.`,
    hint: 'Look at what stands behind await outside of functions.',
    line,
  }
}

function silentProblem({ code, words }: Remains): Problem {
  if (words.includes('heap out of memory') || words.includes('Last few GCs')) {
    return {
      kind: 'crash',
      message: `Your code used more than ${MOST_MEMORY} MiB of memory, and Node.js gave up.`,
      hint: 'Look for an array or an object that grows and grows, perhaps in a loop.',
      line: null,
    }
  }
  return {
    kind: 'ended',
    message: `The process ended${code === null ? '' : ` with exit code ${code}`} before everything was checked.`,
    hint: 'Look at what it printed, and for something that closes a server or ends a program.',
    line: null,
  }
}
