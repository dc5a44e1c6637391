import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { LessonEvent } from '../../src/lesson/events.ts'
import type { OptionChange } from '../../src/lesson/script.ts'
import { packageRoot } from '../../src/package-root.ts'
import { filesBehind } from './files-behind.ts'
import { machinery } from './machinery.ts'
import { packedTexts } from './packed-runs.ts'
import type { Edit } from './packages.ts'
import { digest, writeWhole } from './recorded-attempts.ts'
import { LOCK, USE, type Use } from './recordings.ts'

/*
 * What happened when lessons were played, with each of their changes and on each mutant of express-session, is kept in the repository: a
 * test of what a lesson says need not wait for it. A recording counts only under the digest of all that decides what happens.
 */

/** What is played, as plain data. */
export interface Play {
  readonly slug: string
  readonly change: OptionChange
  /** A lesson made of that one: by what source, and what for. */
  readonly otherwise?: { readonly source: string; readonly name: string }
  /** Texts of express-session with what stands in their place. */
  readonly edits?: readonly Edit[]
  /** Tells plays apart that are alike. */
  readonly again?: true
}

/** All that decides what happens in lessons, whichever is played. */
const machine = digest([
  ...filesBehind(['src/commands/lesson/stage.ts', 'src/lesson/replay.ts', 'src/lesson/server-program.ts']),
  readFileSync(path.join(packageRoot, 'build.ts'), 'utf8'),
  LOCK.packages,
  machinery.packages,
  machinery.node,
])

/** Where plays are written that are to be kept. */
export const PLAYS = path.join(packageRoot, 'node_modules/.cache/session-tutor-plays')

/** The folder of those of this machine. */
export const OWN_PLAYS = path.join(PLAYS, machine)

/** The file in which the repository has those of this machine. */
export const PACKED_PLAYS = path.join(packageRoot, 'test/lessons/recorded', `${machine}.br`)

const LESSONS = path.join(packageRoot, 'lessons')
const sources = new Map<string, string>()

/** The sources of a lesson: its script, its apps and what they import. */
function sourceOf(slug: string): string {
  const known = sources.get(slug)
  if (known !== undefined) return known
  const folder = readdirSync(LESSONS).find((name) => name.replace(/^\d+-/, '') === slug) ?? slug
  const files = readdirSync(path.join(LESSONS, folder)).filter((name) => name.endsWith('.ts'))
  const source = digest([...filesBehind(files.map((name) => path.join('lessons', folder, name)))])
  sources.set(slug, source)
  return source
}

/** The name under which a play is kept: another where anything that decides it is another. */
export const nameOf = (what: Play): string => `${digest([what, sourceOf(what.slug)])}.json`

let packed: ReadonlyMap<string, string> | undefined

/** All that is recorded of this machine: read once, when it is asked for. */
const recorded = (): ReadonlyMap<string, string> => (packed ??= packedTexts(PACKED_PLAYS))

/**
 * What happens in a lesson: as it was recorded, if all that it depends on is the same; else it is played. What comes is always what JSON
 * has of it, so that both are alike.
 */
export async function recordedPlay(
  what: Play,
  play: () => Promise<readonly LessonEvent[]>,
  use: Use = USE,
): Promise<readonly LessonEvent[]> {
  const name = nameOf(what)
  const known = use === 'trust' ? recorded().get(name) : undefined
  if (known !== undefined) return JSON.parse(known) as LessonEvent[]
  const written = JSON.stringify(await play())
  if (use === 'record') writeWhole(path.join(OWN_PLAYS, name), written)
  return JSON.parse(written) as LessonEvent[]
}
