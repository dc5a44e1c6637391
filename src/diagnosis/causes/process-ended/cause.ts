import type { Observation, ProblemFacts, ProcessEnd, ProcessFacts } from '../../../observe/observation.ts'
import { cause } from '../../cause.ts'
import { requestLine } from '../../facts.ts'

/** Signals by which somebody asks a process to end. */
const ASKED = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGKILL', 'SIGQUIT']
/** Exit codes of a process that was asked by a signal and ended itself. */
const ASKED_CODES = [129, 130, 131, 137, 143]

interface Ended {
  readonly started: ProcessFacts
  readonly end: ProcessEnd
  readonly problem: ProblemFacts | undefined
  readonly didListen: boolean
}

const endsIn = ({ processes, problems, listens, exchanges }: Observation): readonly Ended[] =>
  processes.flatMap((started): Ended[] => {
    const { pid, end } = started
    if (end === null) return []
    const problem = problems.findLast((one) => one.pid === pid && one.kind === 'uncaught')
    // Where nobody hears what it prints, its code says little: a test that fails ends with 1, and npm with what it started.
    if (end.at !== undefined && !problem) return []
    if (ASKED.includes(end.signal ?? '') || ASKED_CODES.includes(end.exitCode ?? 0)) return []
    const didListen = listens.some((one) => one.pid === pid)
    // One that had nothing more to do, as a file that only exports its app, unless somebody still waits for an answer.
    const owes = exchanges.some((one) => one.pid === pid && one.response === null)
    if (end.signal === null && end.exitCode === 0 && !owes) return []
    return [{ started, end, problem, didListen }]
  })

export default cause({
  code: 'process-ended',
  title: 'The process of the app ended',
  level: 'error',
  lesson: 9,
  step: 'Nothing to await',
  symptoms: ['process-ends'],
  words: [
    'app crashed',
    'server crashes',
    'process exits',
    'uncaught exception',
    'unhandled rejection',
    'unhandledpromiserejection',
    'eaddrinuse',
    'address already in use',
    'cannot find module',
    'connection refused',
  ],
  howToTell: 'the process is gone, and the last thing it printed is an error',
  isLastResort: true,
  find(observation) {
    const ended = endsIn(observation)
    const [first] = ended
    if (!first) return null
    const { started, end, problem, didListen } = first
    const exchange = observation.exchanges.find((one) => one.pid === started.pid && one.number === problem?.exchange)
    const when = exchange
      ? `while it answered ${requestLine(exchange)}`
      : didListen
        ? 'after it had started'
        : 'before it listened'
    const how = end.signal ?? `exit code ${end.exitCode}`
    return {
      message: `${started.argv0} ended ${when} (${how}). ${reasonOf(problem, end)}`,
      at: problem?.error.at ?? null,
      exchange: exchange ? { pid: exchange.pid, number: exchange.number } : null,
      count: ended.length,
      ...fixFor(problem),
    }
  },
  fix: {
    text: 'Go to this line, and catch what fails there: an uncaught error ends the process.',
    code: 'later().catch((error) => console.error(error))',
  },
  moves: [{ send: 'GET /' }],
})

const MISSING = {
  text: 'Install the package that is missing, or build the file, if a script of package.json makes it.',
  code: 'npm install',
}
/** Errors that are no matter of catching them, by their codes: how each is fixed. */
const FIXES: Readonly<Record<string, { readonly text: string; readonly code: string }>> = {
  EADDRINUSE: {
    text: 'End the other program, or let this one listen on another port.',
    code: 'app.listen(process.env.PORT ?? 3001)',
  },
  MODULE_NOT_FOUND: MISSING,
  ERR_MODULE_NOT_FOUND: MISSING,
}

function fixFor(problem: ProblemFacts | undefined) {
  const fix = FIXES[problem?.error.code ?? '']
  return fix ? { fix } : {}
}

function reasonOf(problem: ProblemFacts | undefined, { output }: ProcessEnd): string {
  if (problem?.error.code === 'EADDRINUSE') return 'Another program listens on that port already.'
  if (problem) {
    const { name, message } = problem.error
    return `Nobody caught this error: "${name === '' ? '' : `${name}: `}${message}".`
  }
  const lines = output.split('\n').map((line) => line.trim())
  const last = lines.find((line) => line.includes('Error: ')) ?? lines.findLast((line) => line !== '')
  return last === undefined ? 'It printed nothing.' : `It printed: "${last}".`
}
