import path from 'node:path'
import type { Environment } from '../environment.ts'
import { shellWord } from '../terminal/command-lines.ts'
import { visible } from '../terminal/text.ts'
import type { WorkspaceFlags } from './folder.ts'

/** A file as a person here would name it. Safe to print. */
export const shownPath = (file: string, environment: Environment): string => {
  const relative = path.relative(environment.folder, file)
  return visible(relative.startsWith('..') ? file : relative)
}

/** A command about an exercise, with the folder if it is another one. */
export const exerciseCommand = (words: string, { dir }: WorkspaceFlags, { program }: Environment): string =>
  `${program} ${words}${dir === undefined ? '' : ` --dir ${shellWord(visible(dir))}`}`
