import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { Environment } from '../environment.ts'
import { UserError } from '../errors.ts'
import { NotWritten, readPart, workspaceManifest, writeStarter, type Language, type Written } from './files.ts'
import { causeOf } from '../faults.ts'
import { packageRoot } from '../package-root.ts'
import type { NumberedExercise } from '../course/find.ts'
import { folderOf, type WorkspaceFlags } from './folder.ts'
import { shownPath } from './shown.ts'

/**
 * Writes the starter of an exercise. @see writeStarter
 * @throws UserError if the folder cannot be written, or something else is in place of the file
 */
export function startExercise(
  found: NumberedExercise,
  flags: WorkspaceFlags & { readonly reset?: boolean },
  environment: Environment,
): Written {
  const language: Language = flags.ts ? 'ts' : 'js'
  const folder = folderOf(flags, environment)
  const starter = readPart(found.exercise, `starter.${language}`, packageRoot)
  const manifest = workspaceManifest(readFileSync(path.join(packageRoot, 'package.json'), 'utf8'), language)
  const written = orTell(
    () => writeStarter(folder, found, starter, language, { reset: flags.reset === true, manifest }),
    environment,
  )
  if (written.kind !== 'blocked') return written
  throw new UserError(
    `${shownPath(written.file, environment)} is there already, and it is no file.`,
    'It may be a folder, a named pipe, or a link that leads nowhere. Move it away, or name another folder with --dir.',
  )
}

/** What became of a learner's own file, where a new one took its place. */
export function keptSentences(
  { file, kept, wasLink }: Extract<Written, { kind: 'written' }>,
  environment: Environment,
) {
  if (kept === null) return []
  const [old, shown] = [shownPath(kept, environment), shownPath(file, environment)]
  return [
    wasLink
      ? `${shown} was a link. It is kept as ${old} and leads where it led; the new file is no link.`
      : `Your file is kept as ${old}.`,
  ]
}

/** @throws UserError in place of NotWritten */
function orTell<T>(write: () => T, environment: Environment): T {
  try {
    return write()
  } catch (error) {
    if (!(error instanceof NotWritten)) throw error
    const { reason, remedy } = causeOf(error.cause)
    throw new UserError(
      `${shownPath(error.file, environment) || '.'} cannot be written, so nothing was changed: ${reason}.`,
      `${remedy}, or name another folder with --dir.`,
    )
  }
}
