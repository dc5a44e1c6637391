import type { Fact } from '../observe/fact.ts'
import { createCollector, type Collected } from './collect.ts'
import { startCommand, type Ending, type Running, type Start } from './command.ts'
import { openHub } from './hub.ts'
import { NODE_OPTIONS, withInstrument } from './node-options.ts'
import type { Words } from './words.ts'

/** What is traced, and how. */
export interface Tracing {
  readonly words: Words
  /** The environment as the command would have it without a trace. */
  readonly variables: Readonly<Record<string, string | undefined>>
  readonly folder: string
  /** The address of the instrument's file, as in `file:///a/register.js`. */
  readonly instrument: string
  readonly streams: Start['streams']
  readonly isLeader: boolean
  readonly signalGroup: Start['signalGroup']
}

/** A command that is traced. */
export interface Traced {
  readonly running: Running
  /** What is known now. */
  look(): Collected
  /** Resolves when the command has ended, and all that its processes told has been heard. */
  readonly ended: Promise<Ending>
  /** Lets go of everything but the command. */
  close(): Promise<void>
}

/** The variable that tells the instrument where to report to. */
const OBSERVE = 'SESSION_TUTOR_OBSERVE'

/** How long what a process told may still be on its way when the command has ended, in milliseconds. */
const LAST_WORDS_MS = 1000

/**
 * Starts a command with the instrument in every Node.js process of it.
 * @param heard is called whenever a process told something
 * @throws UserError if there is no place to report to
 */
export async function startTracing(
  { words, variables, instrument, ...start }: Tracing,
  heard: (fact: Fact) => void,
): Promise<Traced> {
  const collector = createCollector()
  const hub = await openHub((fact) => {
    collector.hear(fact)
    heard(fact)
  })
  const observed = {
    ...variables,
    [NODE_OPTIONS]: withInstrument(variables[NODE_OPTIONS], instrument),
    [OBSERVE]: hub.place,
  }
  const running = startCommand(words, { variables: observed, ...start })
  const ended = running.ended.then(async (ending) => {
    await hub.drained(LAST_WORDS_MS)
    return ending
  })
  return { running, look: () => collector.look(), ended, close: () => hub.close() }
}
