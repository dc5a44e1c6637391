import { existsSync } from 'node:fs'
import path from 'node:path'
import { UserError } from '../errors.ts'

/** A program and the words that follow its name. */
export interface Words {
  readonly program: string
  readonly rest: readonly string[]
}

/**
 * What is to be started: the command behind `--` as it stands, or a file, which Node.js runs.
 * @param words as they were typed, without `--`
 * @param isCommand whether `--` stood before them
 * @throws UserError if there are none, or no such file
 */
export function wordsToStart(
  words: readonly string[],
  isCommand: boolean,
  { nodePath, folder }: { readonly nodePath: string; readonly folder: string },
): Words {
  const [first, ...rest] = words
  if (first === undefined) {
    throw new UserError(
      'There is nothing to trace.',
      (program) => `Name a file or a command: ${program} trace -- npm start`,
    )
  }
  if (isCommand) return { program: first, rest }
  if (!existsSync(path.resolve(folder, first))) {
    throw new UserError(
      `There is no file ${JSON.stringify(first)}.`,
      (program) => `If it is a command, put -- before it: ${program} trace -- ${words.join(' ')}`,
    )
  }
  return { program: nodePath, rest: words }
}
