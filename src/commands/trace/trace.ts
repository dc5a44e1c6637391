import path from 'node:path'
import type { Environment } from '../../environment.ts'
import { UserError } from '../../errors.ts'
import { packageRoot } from '../../package-root.ts'
import { createStyle } from '../../terminal/style.ts'
import { visible } from '../../terminal/text.ts'
import { exitCodeOf, type FailOn } from '../../trace/exit-code.ts'
import { createNewsreader } from '../../trace/news.ts'
import { noticesAtEnd } from '../../trace/notices.ts'
import { startTracing } from '../../trace/tracing.ts'
import { wordsToStart, type Words } from '../../trace/words.ts'
import { attach } from './attach.ts'
import type { TraceScreen } from './screen/screen.ts'
import { passOnSignals } from './stopping.ts'
import { startTelling } from './telling.ts'
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
  readonly attach?: string
}

/**
 * Starts somebody's own app as they start it, and tells of each request what it did to their sessions. With `--attach`, waits for apps that
 * are started by somebody else.
 * @param words a file, or the words of a command
 * @param isCommand whether they are a command
 * @returns the exit code of the command; 128 and its number for a signal; 130 if the person ended it; 127 if it could not be started; 1 if it was 0 and
 * a finding is as severe as `--fail-on` says
 * @throws UserError if there is nothing to start, no place to report to, or this is Windows
 */
export async function trace(
  words: readonly string[],
  isCommand: boolean,
  flags: TraceFlags,
  environment: Environment,
): Promise<number> {
  expectSockets(environment)
  const toStart = flags.attach === undefined ? wordsToStart(words, isCommand, environment) : expectNone(words)
  // The app goes on, though nobody reads what we say of it.
  environment.finishUnread()
  environment.outlast(() => {})
  const screen = await screenFor(toStart, flags, environment)
  const telling = startTelling(await tellersFor(screen, words.join(' '), flags, environment), createNewsreader())
  if (flags.attach !== undefined || !toStart)
    return attach(flags.attach ?? '', telling, flags.failOn, screen, environment)
  // Without a terminal, or where its keys are ours, nothing but us passes signals on.
  const isLeader = screen !== null || !environment.stdinIsTerminal
  const traced = await startTracing(
    {
      words: toStart,
      variables: environment.variables,
      folder: environment.folder,
      instrument: { file: path.join(packageRoot, 'bin/observe.cjs'), home: packageRoot },
      streams: screen ? 'apart' : flags.json ? 'aside' : 'ours',
      isLeader,
      signalGroup: environment.signalGroup,
      signalProcess: environment.signalProcess,
    },
    telling.plan,
  )
  telling.listenTo(traced)
  screen?.begin(traced.running)
  const stop = passOnSignals(traced, isLeader, environment)
  try {
    const ending = await traced.ended
    telling.last()
    await screen?.leave(ending)
    const isInterrupted = environment.interrupted.aborted || screen?.isStopped === true
    const collected = traced.look()
    const code = exitCodeOf(ending, isInterrupted, flags.failOn, collected.findings)
    if (ending.kind === 'not-started') {
      telling.end(code, [], false)
      environment.stderr.write(
        `${visible(toStart.program)} cannot be started (${ending.code}).\nLook how it is spelled, and whether it is installed.\n`,
      )
    } else telling.end(code, noticesAtEnd(ending, collected.observation, collected.blind, isInterrupted))
    return code
  } finally {
    stop()
    await traced.close()
  }
}

/** @throws UserError where Node.js has no sockets that only their owner can use */
function expectSockets({ events }: Environment): void {
  if (events.self.platform === 'win32')
    throw new UserError(
      'trace does not work on Windows yet.',
      'Use it in WSL. Lessons, exercises and inspect work here.',
    )
}

function expectNone(words: readonly string[]): null {
  if (words.length > 0)
    throw new UserError(
      'With --attach nothing is started: the app is started by somebody else.',
      'Leave the command out, or leave --attach out.',
    )
  return null
}

/** The screen, where somebody is there to look at it and nothing else was asked for; else null. */
async function screenFor(
  toStart: Words | null,
  flags: TraceFlags,
  environment: Environment,
): Promise<TraceScreen | null> {
  const { interactive, accessible } = environment
  if (!interactive || accessible || flags.plain || flags.json) return null
  const { openScreen } = await import('./screen/screen.ts')
  return openScreen(toStart ?? { program: 'trace --attach', rest: [flags.attach ?? ''] }, toStart !== null, environment)
}

async function tellersFor(
  screen: TraceScreen | null,
  command: string,
  flags: TraceFlags,
  environment: Environment,
): Promise<readonly Teller[]> {
  const { json, jsonFile, report, showValues = false } = flags
  const blocks = async () =>
    textBlocks(
      (text) => void environment.stderr.write(text),
      await createStyle(environment),
      environment.folder,
      showValues || environment.stderrIsTerminal,
    )
  const lines = async () => (await import('./json-file.ts')).jsonOut(command, showValues, environment)
  return [
    screen ?? (json ? await lines() : await blocks()),
    ...(jsonFile === undefined
      ? []
      : [(await import('./json-file.ts')).jsonFile(jsonFile, command, showValues, environment)]),
    ...(report === undefined ? [] : [(await import('./report.ts')).reportTo(report, command, showValues, environment)]),
  ]
}
