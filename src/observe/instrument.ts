import module from 'node:module'
import path from 'node:path'
import { afterwards } from './afterwards.ts'
import { countAnew, countAnswer, counted, countedSoFar, countNoMore, countOne } from './counted.ts'
import { whenCompiled, type Treatment } from './compiled.ts'
import { observeExchanges } from './exchanges.ts'
import { expressTreatments } from './express/express.ts'
import { stacksOf } from './express/stacks.ts'
import type { Fact } from './fact.ts'
import { observeListening } from './listening.ts'
import type { ProcessFacts } from './observation.ts'
import { isFile, matters, packageFacts, packageOf } from './packages.ts'
import { observeProblems } from './problems.ts'
import { createRoom } from './room.ts'
import { stopListening } from './session/missing.ts'
import { DOOR, openDoor, sessionOf, sessionTreatments } from './session/session.ts'
import { lookAgain } from './session/watch.ts'
import { decide } from './session/decide.ts'
import { hideSecrets } from './show.ts'
import { settle } from './settle.ts'
import { stillOpen } from './still-open.ts'
import { followExchanges, type Underway } from './underway.ts'
import { watcherIn } from './watcher.ts'

/** The instrument while it is on. */
export interface Instrument {
  /** Tells what is known of exchanges that are not over, looks once more at those that just ended, and tells how many were dropped. */
  tellOpen(): void
  /** How many exchanges began, written down or only counted. */
  begun(): number
  /** The exchanges that are not over, in the order in which they came. */
  readonly open: ReadonlySet<Underway>
  /** What it has put in its place is taken away, as far as nobody holds it. */
  stop(): void
}

/** How an instrument is set up. */
export interface Setting {
  /** The process that is observed. */
  readonly self: NodeJS.Process
  /** Its number, where it is not the whole process that is observed, but a thread. @default its pid */
  readonly pid?: number
  /** Hears each fact as soon as it is known. It must not throw, and not wait. @returns false where it could not take it */
  told(fact: Fact): boolean | void
  /** Whether what `told` hears may go on to grow, as for one that writes it down at once. Without, it gets copies. */
  readonly isWritten?: boolean
  /** How many exchanges a second are written down; the others are only counted. */
  readonly mostPerSecond?: number
  /** Whether what looks like a password is masked in sessions. @default true */
  readonly hides?: boolean
  /**
   * Whether a person looks on while real clients use the app: a request that is long under way is told before it is over, and what looks like
   * a password is masked in addresses and headers, too. @default false
   */
  readonly isLive?: boolean
  /** Facts that `told` does nothing with: they are not worked out. @default none */
  readonly unasked?: readonly ('package' | 'stack')[]
  /** Whether the line that answered is looked for (`answeredAt`). @default false */
  readonly findsAnswers?: boolean
}

/** How long after its end an exchange is looked at again, in milliseconds. */
const LATER_MS = [50, 1000]
/** How many wait for that, at most. More come only in a rush. */
const MOST_RECENT = 25

/**
 * Observes this process from now on: what express-session and Express do, and what becomes of each request. It must come before
 * anything loads one of them; what was loaded before is not seen. It changes nothing that an app could see, other than frames
 * in a stack.
 */
export function observe({
  self,
  pid = self.pid,
  told,
  isWritten = false,
  mostPerSecond = 500,
  hides = true,
  isLive = false,
  unasked = [],
  findsAnswers = false,
}: Setting): Instrument {
  hideSecrets(hides, isLive)
  told({ fact: 'process', started: { ...processFacts(self), pid } })
  const open = new Set<Underway>()
  countAnew()
  let toldCount = 0
  const tellCounted = () => {
    if (countedSoFar() === toldCount) return
    toldCount = countedSoFar()
    told({ fact: 'dropped', dropped: { pid, ...counted() } })
  }
  const room = createRoom(mostPerSecond, tellCounted)
  const lose = ({ facts: { response } }: Underway) => {
    countOne()
    if (response) countAnswer(response.status)
  }
  const going = followExchanges()
  const stacks = unasked.includes('stack') ? null : stacksOf((stack) => told({ fact: 'stack', stack }))

  /** How much there is of an exchange that may still grow when its answer is over. */
  const growing = ({ facts: { changes, errors, untaken, trace, store } }: Underway): number =>
    changes.length + errors.length + untaken.length + trace.length + store.length
  const tell = (underway: Underway) => {
    const isAgain = underway.toldOf !== null
    underway.toldOf = growing(underway)
    decide(underway, (id) => names.get(id))
    const settled = settle(underway)
    const exchange = isWritten ? settled : structuredClone(settled)
    const isTold = told({ fact: 'exchange', exchange, ...(isAgain ? { again: true } : {}) }) !== false
    if (!isTold && !isAgain) lose(underway)
  }
  const names = new Map<number, string>()
  const again = (underway: Underway) => {
    lookAgain(underway, 'after-end')
    if (growing(underway) > (underway.toldOf ?? 0)) tell(underway)
  }
  const waits = isLive ? stillOpen(open, tell) : null
  const recent = afterwards(LATER_MS, MOST_RECENT, again)

  const doors = module as unknown as Record<symbol, unknown>
  doors[DOOR] = openDoor(
    (session) => {
      names.set(session.id, session.name)
      told({ fact: 'session', session })
    },
    self,
    pid,
  )
  const exchanges = observeExchanges(
    pid,
    {
      hasRoom() {
        if (room.take()) return true
        countOne()
        if (open.size === 0) going.pause()
        return false
      },
      began(underway) {
        countNoMore()
        going.goOn()
        open.add(underway)
        waits?.began()
      },
      head(underway) {
        underway.headWasEarly = !underway.ended
        if (!underway.ended) lookAgain(underway, 'before-head')
      },
      over(underway) {
        open.delete(underway)
        stacks?.look(underway.request)
        lookAgain(underway, 'after-end')
        tell(underway)
        recent.add(underway)
      },
      upgrade: (upgrade) => told({ fact: 'upgrade', upgrade }),
    },
    findsAnswers,
  )
  const undo = [
    exchanges.stop,
    whenCompiled([
      ...sessionTreatments(),
      ...expressTreatments(isFile, sessionOf),
      ...(unasked.includes('package') ? [] : [notePackages(pid, told)]),
    ]),
    stopListening,
    observeListening(pid, (listen) => told({ fact: 'listen', listen })),
    observeProblems(self, pid, (problem) => told({ fact: 'problem', problem })),
  ]
  return {
    open,
    begun: exchanges.begun,
    tellOpen() {
      for (const underway of open) {
        stacks?.look(underway.request)
        lookAgain(underway, underway.ended ? 'after-end' : 'before-head')
        tell(underway)
      }
      for (const underway of recent.waiting()) again(underway)
      tellCounted()
    },
    stop() {
      going.stop()
      for (const step of undo) step()
      Reflect.deleteProperty(doors, DOOR)
    },
  }
}

const processFacts = ({ pid, ppid, argv, version, env }: NodeJS.Process): ProcessFacts => ({
  pid,
  parent: ppid,
  argv0: startedAs(argv[1] ?? '', env),
  node: version,
  nodeEnv: env['NODE_ENV'] ?? null,
  startedAt: Date.now(),
  watcher: watcherIn(env),
  end: null,
})

/**
 * pm2 starts a program of its own, which loads the app: `pm_exec_path` says which file, in the environment (pm2 `lib/ProcessContainerFork.js`) or in
 * the JSON of `pm2_env` there (`lib/ProcessContainer.js`).
 */
const OF_PM2 = /^ProcessContainer(?:Fork)?\.js$/
const IN_JSON = /"pm_exec_path":"([^"\\]+)"/

function startedAs(file: string, env: Readonly<NodeJS.ProcessEnv>): string {
  const name = path.basename(file)
  if (!OF_PM2.test(name)) return name
  return path.basename(env['pm_exec_path'] ?? IN_JSON.exec(env['pm2_env'] ?? '')?.[1] ?? file)
}

/** Notes the packages that matter when the first file of each is loaded. */
function notePackages(pid: number, told: (fact: Fact) => void): Treatment {
  const known = new Set<string>()
  return {
    concerns(file) {
      const home = packageOf(file)
      return home !== null && !known.has(home.folder)
    },
    around({ filename }) {
      const home = packageOf(filename)
      if (!home) return
      known.add(home.folder)
      if (matters(home)) told({ fact: 'package', package: { ...packageFacts(home), pid } })
    },
  }
}
