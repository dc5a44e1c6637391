import path from 'node:path'
import type { Environment } from '../environment.ts'
import { DEFAULT_FOLDER } from '../exercise/workspace.ts'

/** Flags of every command about exercises. */
export interface WorkspaceFlags {
  readonly dir?: string
  readonly ts?: boolean
}

/** The folder of the learner's exercises, as an absolute path. */
export const folderOf = ({ dir }: WorkspaceFlags, environment: Environment): string =>
  path.resolve(environment.folder, dir ?? DEFAULT_FOLDER)
