import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { Environment } from '../environment.ts'
import { UserError } from '../errors.ts'
import { readPart, workspaceManifest, writeStarter, type Language, type Written } from '../exercise/workspace.ts'
import { packageRoot } from '../package-root.ts'
import { shellWord } from '../terminal/commands.ts'
import { visible } from '../terminal/text.ts'
import type { NumberedExercise } from './find-lesson.ts'
import { folderOf, type WorkspaceFlags } from './workspace-flags.ts'

/** A file as a person here would name it. Safe to print. */
export const shownPath = (file: string, environment: Environment): string => {
  const relative = path.relative(environment.folder, file)
  return visible(relative.startsWith('..') ? file : relative)
}

/** A command about an exercise, with the folder if it is another one. */
export const exerciseCommand = (words: string, { dir }: WorkspaceFlags): string =>
  `session-tutor ${words}${dir === undefined ? '' : ` --dir ${shellWord(visible(dir))}`}`

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
  const write = () => writeStarter(folder, found, starter, language, { reset: flags.reset === true, manifest })
  const written = orTell(write, folder, environment)
  if (written.kind !== 'blocked') return written
  throw new UserError(
    `${shownPath(written.file, environment)} is there already, and it is no file.`,
    'It may be a folder, or a link that leads nowhere. Move it away, or name another folder with --dir.',
  )
}

/** @throws UserError in place of an error of the file system */
function orTell<T>(write: () => T, folder: string, environment: Environment): T {
  try {
    return write()
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error)
    throw new UserError(
      `The exercise cannot be written into ${shownPath(folder, environment) || '.'} (${reason}).`,
      existsSync(folder)
        ? 'Make it a folder that you may write in, or name another with --dir.'
        : 'Name another folder with --dir.',
    )
  }
}
