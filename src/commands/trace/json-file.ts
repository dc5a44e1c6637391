import { realpathSync, statSync } from 'node:fs'
import path from 'node:path'
import type { Environment } from '../../environment.ts'
import { watcherIn } from '../../observe/watcher.ts'
import type { ProcessFacts } from '../../observe/process-facts.ts'
import type { Notice } from '../../trace/notices.ts'
import { jsonLines } from './json-lines.ts'
import { openFile } from './open-file.ts'
import type { Teller } from './teller.ts'

/** How soon a watcher has started the app again after a file has changed, in milliseconds. */
const SOON_MS = 5000
/** Once may be chance: somebody saves a file just then. */
const LEAST = 2
/** How many lines are held back, the last. */
const MOST_HELD = 20_000

/** A file that is open. */
interface Out {
  /** Its path, from the folder or from the root. */
  readonly file: string
  write(text: string): void
  /** Lines are held back from now on. */
  onHeld?(notice: Notice): void
}

/** Writes a trace as JSON into a file. @param command what is started @throws UserError if the file cannot be written */
export const jsonFile = (
  file: string,
  command: string,
  showValues: boolean,
  environment: Pick<Environment, 'folder' | 'now'>,
): Teller => jsonInto({ file, write: openFile(file, environment) }, command, showValues, environment)

/** Writes a trace as JSON to standard output. @param command what is started */
export function jsonOut(
  command: string,
  showValues: boolean,
  environment: Pick<Environment, 'folder' | 'now' | 'stdout' | 'stderr'>,
): Teller {
  const { stdout, stderr } = environment
  const write = (text: string) => void stdout.write(text)
  const file = fileOf(stdout)
  if (file === null) return jsonLines(write, showValues)
  // Nobody else says anything, and what is in the file is read later.
  const onHeld = ({ message, hint }: Notice) => void stderr.write(`${message} ${hint}\n`)
  return jsonInto({ file, write, onHeld }, command, showValues, environment)
}

/** The file that a stream leads to, as after `>` in a shell; null where it leads somewhere else, or where this system does not tell. */
function fileOf(stream: NodeJS.WritableStream & { readonly fd?: number }): string | null {
  try {
    const file = stream.fd === undefined ? null : realpathSync(`/dev/fd/${stream.fd}`)
    return file !== null && statSync(file).isFile() ? file : null
  } catch {
    return null
  }
}

/**
 * Writes a trace as JSON into an open file. Where a watcher watches it, each line starts the app again, and that gives another line to write: then
 * lines are held back until the command has ended.
 */
function jsonInto(
  { file, write, onHeld }: Out,
  command: string,
  showValues: boolean,
  { folder, now }: Pick<Environment, 'folder' | 'now'>,
): Teller {
  const fromFolder = path.relative(folder, path.resolve(folder, file))
  const isInside = !fromFolder.startsWith('..') && !path.isAbsolute(fromFolder)
  const isWatched = watcherIn({ _: command }) !== null
  const restarts = new Set<number>()
  let wroteAt = now()
  let held: string[] | null = null
  let letGo = 0
  const lines = jsonLines((text) => {
    if (held === null) {
      write(text)
      wroteAt = now()
      return
    }
    held.push(text)
    if (held.length > MOST_HELD) {
      held.shift()
      letGo += 1
    }
  }, showValues)
  /** A process of the same program as one that has ended, which a watcher started soon after the file was written. */
  const isRestart = ({ argv0, watcher, startedAt }: ProcessFacts, before: readonly ProcessFacts[]): boolean =>
    (isWatched || watcher !== null) &&
    startedAt >= wroteAt &&
    startedAt - wroteAt <= SOON_MS &&
    before.some((one) => one.argv0 === argv0 && one.end !== null)
  const notices = (): readonly Notice[] => (held === null ? [] : [watchedNotice(file, letGo)])
  return {
    tell(news, collected) {
      const { processes } = collected.observation
      for (const [index, one] of processes.entries())
        if (isInside && isRestart(one, processes.slice(0, index))) restarts.add(one.pid)
      if (restarts.size >= LEAST && held === null) {
        held = []
        onHeld?.(watchedNotice(file, letGo))
      }
      lines.tell(news, collected)
    },
    isRecord: true,
    notices,
    end(exitCode, summary, collected, others) {
      const late = held ?? []
      held = null
      for (const text of late) write(text)
      lines.end(exitCode, summary, collected, others)
    },
  }
}

const watchedNotice = (file: string, letGo: number): Notice => ({
  code: 'file-watched',
  message:
    `Each time something was written to ${JSON.stringify(file)}, the app was started again: a watcher watches that file. The rest is written ` +
    `when the command has ended${letGo === 0 ? '' : '; what found no room until then is not'}.`,
  hint: 'Name a file outside of this folder, or let the watcher leave it alone, as in nodemon --ignore.',
})
