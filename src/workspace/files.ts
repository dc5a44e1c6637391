import { lstatSync, readFileSync, statSync, unlinkSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { LENT } from '../exercise/lent.ts'
import { makeFolder } from './make-folder.ts'
import { replaceKeeping, writeNew } from './new-file.ts'
import type { Exercise } from '../exercise/script.ts'

/** The folder of a learner's exercises, below the current one, where no other is named. */
export const DEFAULT_FOLDER = 'session-tutor-exercises'

/** How a learner's file is written. */
export type Language = 'js' | 'ts'

/** A file that lies beside the script of an exercise. */
export type Part = `${'starter' | 'solution'}.${Language}`

/** The number and the name of a lesson. */
export interface Place {
  readonly number: number
  readonly slug: string
}

/** The learner's file for an exercise, as in `03-genid.js`. */
export const fileName = ({ number, slug }: Place, ending: Language | 'mjs' | 'mts'): string =>
  `${String(number).padStart(2, '0')}-${slug}.${ending}`

/** Where a part of an exercise lies. It is read from the source folder, also when built files run. */
export const partPath = ({ home }: Exercise, part: Part, packageRoot: string): string => {
  const folder = path.dirname(fileURLToPath(home))
  return path.join(packageRoot, 'lessons', path.basename(path.dirname(folder)), 'exercise', part)
}

/** The text of a part of an exercise. */
export const readPart = (exercise: Exercise, part: Part, packageRoot: string): string =>
  readFileSync(partPath(exercise, part, packageRoot), 'utf8')

/** Whether a learner's file is still what they begin with. What cannot be read is not. */
export function isStarter(file: string, exercise: Exercise, packageRoot: string): boolean {
  const language: Language = file.endsWith('ts') ? 'ts' : 'js'
  try {
    return readFileSync(file, 'utf8') === readPart(exercise, `starter.${language}`, packageRoot)
  } catch {
    return false
  }
}

/** The learner's file for an exercise: of several endings the one that was changed last; null if there is none. */
export function findFile(folder: string, place: Place): string | null {
  const files = (['js', 'ts', 'mjs', 'mts'] as const)
    .map((ending) => path.join(folder, fileName(place, ending)))
    .flatMap((file) => {
      const found = look(file)
      return found?.isFile() ? [{ file, changedAt: found.mtimeMs }] : []
    })
    .toSorted((a, b) => b.changedAt - a.changedAt)
  return files[0]?.file ?? null
}

/** What lies there, or nothing; also where a file stands in place of the folder. */
function look(file: string) {
  try {
    return statSync(file, { throwIfNoEntry: false })
  } catch {
    return undefined
  }
}

/** What became of a starter. `kept`: where the learner's own file lies now, which may have been a link. */
export type Written =
  | { readonly kind: 'written'; readonly file: string; readonly kept: string | null; readonly wasLink: boolean }
  | { readonly kind: 'there'; readonly file: string }
  | { readonly kind: 'unchanged'; readonly file: string }

/** In place of the learner's file is something else: a folder, or a link that leads nowhere. */
export interface Blocked {
  readonly kind: 'blocked'
  readonly file: string
}

/** A file could not be written. What was there is as it was. `cause`: the error of the file system. */
export class NotWritten extends Error {
  override readonly name = 'NotWritten'
  readonly file: string

  constructor(file: string, cause: unknown) {
    super(`${file} cannot be written.`, { cause })
    this.file = file
  }
}

/**
 * Writes the starter of an exercise into a folder, which is made if needed, with a package.json. What is there is not
 * touched, unless `reset` says so; then it stays beside the new one under another name. Each file is written whole or not at all, also
 * if this process is killed.
 * @throws NotWritten
 */
export function writeStarter(
  folder: string,
  place: Place,
  starter: string,
  language: Language,
  { reset, manifest }: { readonly reset: boolean; readonly manifest: string },
): Written | Blocked {
  const file = path.join(folder, fileName(place, language))
  const beside = path.join(folder, 'package.json')
  const undo: (() => void)[] = []
  try {
    undo.push(orName(folder, () => makeFolder(folder)))
    if (orName(beside, () => writeNew(beside, manifest))) undo.push(() => unlinkSync(beside))
    return orName(file, () => writeOrReset(file, starter, reset))
  } catch (error) {
    for (const step of undo.toReversed()) step()
    throw error
  }
}

function writeOrReset(file: string, starter: string, reset: boolean): Written | Blocked {
  if (writeNew(file, starter)) return { kind: 'written', file, kept: null, wasLink: false }
  const isFile = look(file)?.isFile() === true
  if (!reset) return { kind: isFile ? 'there' : 'blocked', file }
  if (isFile && readFileSync(file, 'utf8') === starter) return { kind: 'unchanged', file }
  const wasLink = lstatSync(file).isSymbolicLink()
  return { kind: 'written', file, kept: replaceKeeping(file, starter), wasLink }
}

/** @throws NotWritten in place of an error of the file system */
function orName<T>(file: string, write: () => T): T {
  try {
    return write()
  } catch (error) {
    // What is in the way may have another name.
    const { code, path: inTheWay } = error as NodeJS.ErrnoException
    throw new NotWritten(code === 'EEXIST' && inTheWay !== undefined ? inTheWay : file, error)
  }
}

/**
 * The package.json of a learner's folder: with it, and after `npm install`, the files run with plain Node.js.
 * @param ours our own package.json, which names the versions
 */
export function workspaceManifest(ours: string, language: Language): string {
  const { dependencies = {}, devDependencies = {} } = JSON.parse(ours) as Readonly<
    Record<string, Readonly<Record<string, string>> | undefined>
  >
  const pick = (from: Readonly<Record<string, string>>, names: readonly string[]) =>
    Object.fromEntries(names.flatMap((name) => (from[name] === undefined ? [] : [[name, from[name]]])))
  const types = ['@types/node', ...LENT.map((name) => `@types/${name}`)]
  const manifest = {
    name: DEFAULT_FOLDER,
    private: true,
    type: 'module',
    dependencies: pick(dependencies, LENT),
    ...(language === 'ts' ? { devDependencies: pick(devDependencies, types) } : {}),
  }
  return `${JSON.stringify(manifest, null, 2)}\n`
}
