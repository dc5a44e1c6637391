import { pathToFileURL } from 'node:url'
import path from 'node:path'
import type { Environment } from '../../environment.ts'
import { packageRoot } from '../../package-root.ts'
import { createStyle } from '../../terminal/style.ts'
import { visible } from '../../terminal/text.ts'
import { exitCodeOf, type FailOn } from '../../trace/exit-code.ts'
import { createNewsreader } from '../../trace/news.ts'
import { summaryOf } from '../../trace/summary.ts'
import { startTracing, type Traced } from '../../trace/tracing.ts'
import { wordsToStart } from '../../trace/words.ts'
import { jsonLines } from './json-lines.ts'
import { textBlocks } from './text-blocks.ts'
import type { Teller } from './teller.ts'

/** Flags of `trace`. */
export interface TraceFlags {
  readonly json?: boolean
  readonly jsonFile?: string
  /** A page to write at the end. */
  readonly report?: string
  readonly failOn?: FailOn
  readonly showValues?: boolean
  readonly plain?: boolean
}

/** How long to wait until what was told in a row is shown, in milliseconds. */
const GATHER_MS = 50

/**
 * Starts somebody's own app as they start it, and tells of each request what it did to their sessions.
 * @param words a file, or the words of a command
 * @param isCommand whether they are a command
 * @returns the exit code of the command; 128 and its number for a signal; 130 if the person ended it; 127 if it could not be started; 1 if it was 0 and
 * a finding is as severe as `--fail-on` says
 * @throws UserError if there is nothing to start, or no place to report to
 */
export async function trace(
  words: readonly string[],
  isCommand: boolean,
  flags: TraceFlags,
  environment: Environment,
): Promise<number> {
  const toStart = wordsToStart(words, isCommand, environment)
  const tellers = await tellersFor(words.join(' '), flags, environment)
  const news = createNewsreader()
  let timer: NodeJS.Timeout | undefined
  let traced: Traced | undefined
  const tell = (isLast: boolean) => {
    timer = undefined
    if (!traced) return
    const collected = traced.look()
    const told = news.read(collected, isLast)
    for (const teller of tellers) teller.tell(told, collected)
    // What waits for a second look gets one.
    if (!isLast && collected.findings.length > 0 && told.exchanges.length > 0) plan()
  }
  const plan = () => {
    timer ??= setTimeout(() => tell(false), GATHER_MS)
  }
  // Without a terminal nothing but us passes signals on.
  const isLeader = !environment.stdinIsTerminal
  traced = await startTracing(
    {
      words: toStart,
      variables: environment.variables,
      folder: environment.folder,
      instrument: INSTRUMENT,
      streams: flags.json ? 'aside' : 'ours',
      isLeader,
      signalGroup: environment.signalGroup,
    },
    plan,
  )
  const { running } = traced
  const stop = () => stopCommand(running, isLeader)
  environment.interrupted.addEventListener('abort', stop)
  try {
    const ending = await traced.ended
    clearTimeout(timer)
    tell(true)
    const collected = traced.look()
    const code = exitCodeOf(ending, environment.interrupted.aborted, flags.failOn, collected.findings)
    if (ending.kind === 'not-started') {
      environment.stderr.write(
        `${visible(toStart.program)} cannot be started (${ending.code}).\nLook how it is spelled, and whether it is installed.\n`,
      )
      return code
    }
    const summary = summaryOf(collected)
    for (const teller of tellers) teller.end(code, summary, collected)
    return code
  } finally {
    environment.interrupted.removeEventListener('abort', stop)
    await traced.close()
  }
}

/** The file that every Node.js process of the command loads first. */
const INSTRUMENT = pathToFileURL(path.join(packageRoot, 'dist/src/observe/register.js')).href

async function tellersFor(command: string, flags: TraceFlags, environment: Environment): Promise<readonly Teller[]> {
  const { json, jsonFile, report, showValues = false } = flags
  const { openFile } = await import('./open-file.ts')
  return [
    json
      ? jsonLines((text) => void environment.stdout.write(text), showValues)
      : textBlocks((text) => void environment.stderr.write(text), await createStyle(environment), environment.folder),
    ...(jsonFile === undefined ? [] : [jsonLines(openFile(jsonFile, environment), showValues)]),
    ...(report === undefined ? [] : [(await import('./report.ts')).reportTo(report, command, showValues, environment)]),
  ]
}

/** How long a command that shares our terminal has, until we send it the signal that the terminal may have sent already. In milliseconds. */
const TERMINAL_MS = 1000

function stopCommand(running: Traced['running'], isLeader: boolean): void {
  if (isLeader) return running.signal('SIGINT')
  setTimeout(() => running.signal('SIGINT'), TERMINAL_MS).unref()
}
