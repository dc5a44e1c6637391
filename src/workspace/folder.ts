import { realpathSync } from 'node:fs'
import path from 'node:path'
import type { Environment } from '../environment.ts'
import { UserError } from '../errors.ts'
import { DEFAULT_FOLDER } from './files.ts'

/** Flags of every command about exercises. */
export interface WorkspaceFlags {
  readonly dir?: string
  readonly ts?: boolean
}

/**
 * The folder of the learner's exercises, as an absolute path.
 * @throws UserError if a learner's file there could not be kept from writing elsewhere
 */
export function folderOf({ dir }: WorkspaceFlags, environment: Environment): string {
  const folder = path.resolve(environment.folder, dir ?? DEFAULT_FOLDER)
  const wild = [folder, realName(folder)].find((name) => name.includes('*'))
  if (wild === undefined) return folder
  // In `--allow-fs-write=/x/a*b` Node.js takes the star for any text and does not look at what comes after it.
  throw new UserError(
    `Exercises cannot run in ${wild}: Node.js takes the * in it for any text.`,
    'Choose a folder without a * in its path, as in --dir exercises.',
  )
}

/** Where a folder really is; the same path if it is not there. */
function realName(folder: string): string {
  try {
    return realpathSync(folder)
  } catch {
    return folder
  }
}
