import type { Fact } from '../observe/fact.ts'
import { createCollector, type Collected } from './collect.ts'
import { startCommand, type Ending, type Running, type Start } from './command.ts'
import { openHub, openHubAt } from './hub.ts'
import { grants, NODE_OPTIONS, withInstrument } from './node-options.ts'
import type { Blind } from './told.ts'
import type { Words } from './words.ts'

/** What is traced, and how. */
export interface Tracing {
  readonly words: Words
  /** The environment as the command would have it without a trace. */
  readonly variables: Readonly<Record<string, string | undefined>>
  readonly folder: string
  /** The file that each Node.js process of the command loads first, and the folder of the package that it belongs to. */
  readonly instrument: { readonly file: string; readonly home: string }
  readonly streams: Start['streams']
  readonly isLeader: boolean
  readonly signalGroup: Start['signalGroup']
  /** Sends a signal to one process; one that is gone is no error. */
  signalProcess(pid: number, name: NodeJS.Signals): void
}

/** What is heard of an app. */
export interface Listening {
  /** What is known now. @param isThorough causes are looked for, if something is new: that takes a while */
  look(isThorough?: boolean): Collected
  /** Stops listening. The app goes on. */
  close(): Promise<void>
}

/** A command that is traced. */
export interface Traced extends Listening {
  readonly running: Running
  /** Resolves when the command has ended, and all that its processes told has been heard. */
  readonly ended: Promise<Ending>
  /** Ends the command, and each process of it that is connected, at once. */
  kill(): void
}

/** The variable that tells the instrument where to report to. */
const OBSERVE = 'SESSION_TUTOR_OBSERVE'
/** The variable that tells it that the output goes to the tutor, which may be gone before the app is. */
const PIPES = 'SESSION_TUTOR_PIPES'

/** How long what a process told may still be on its way when the command has ended, in milliseconds. */
const LAST_WORDS_MS = 1000

/**
 * Starts a command with the instrument in every Node.js process of it.
 * @param heard is called whenever a process told something
 * @throws UserError if there is no place to report to
 */
export async function startTracing(
  { words, variables, instrument, ...start }: Tracing,
  heard: () => void,
): Promise<Traced> {
  const { collector, ...ears } = listeners(heard)
  const hub = await openHub(ears.hear, ears)
  const present = variables[NODE_OPTIONS]
  const more = grants(words, present, instrument.home, hub.place)
  const observed = {
    ...variables,
    [NODE_OPTIONS]: withInstrument(present, instrument.file, more),
    [OBSERVE]: hub.place,
    ...(start.streams === 'apart' ? { [PIPES]: '1' } : {}),
  }
  const running = startCommand(words, { variables: observed, ...start })
  const ended = running.ended.then(async (ending) => {
    await hub.drained(LAST_WORDS_MS)
    return ending
  })
  return {
    running,
    look: (isThorough) => collector.look(isThorough),
    ended,
    close: () => hub.close(),
    kill() {
      running.signal('SIGKILL')
      if (!start.isLeader) for (const pid of hub.connected()) start.signalProcess(pid, 'SIGKILL')
    },
  }
}

/**
 * Listens for apps that somebody else starts.
 * @param place the path of the socket that they know
 * @param heard is called whenever a process told something
 * @throws UserError if nobody can listen there
 */
export async function startListening(place: string, heard: () => void): Promise<Listening> {
  const { collector, ...ears } = listeners(heard)
  const hub = await openHubAt(place, ears.hear, ears)
  return { look: (isThorough) => collector.look(isThorough), close: () => hub.close() }
}

function listeners(heard: () => void) {
  const collector = createCollector()
  return {
    collector,
    hear(fact: Fact) {
      collector.hear(fact)
      heard()
    },
    hearGone(pid: number) {
      collector.hearGone(pid)
      heard()
    },
    hearBlind(blind: Blind) {
      collector.hearBlind(blind)
      heard()
    },
  }
}
