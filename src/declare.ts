import type { Command } from './commander.ts'
import type { Flag } from './flags.ts'

/** What the declarations of commands (program.ts) are made with. */

/** What is typed by a shell. */
export const HIDDEN: ReadonlySet<string> = new Set(['complete'])

/** The commands that tell of all the others. */
export const NEED_ALL: ReadonlySet<string> = new Set(['complete'])

/** These ask for no command. */
export const VERSION: readonly string[] = ['-V', '--version']

/** What commander has no types for. */
type Open = Command & { readonly rawArgs: readonly string[]; unknownOption(flag: string): void }

/**
 * Whether `--` stood before these words: they are a command then, and no file. A file may be given options that the command here does not
 * know, behind its name.
 * @throws CommanderError for such an option before a file: it is a typing mistake, or meant for Node.js
 */
export function isBehindDashes(words: readonly string[], called: Command, program: Command): boolean {
  const [first] = words
  if (first === undefined) return false
  const isBehind = (program as Open).rawArgs.at(-words.length - 1) === '--'
  if (!isBehind && first.startsWith('-')) (called.allowUnknownOption(false) as Open).unknownOption(first)
  return isBehind
}

/** Adds flags to a command. */
export const withFlags = (command: Command, flags: readonly Flag[]): Command =>
  flags.reduce((all, flag) => all.addOption(flag), command)

/** The commands that `--help` names. */
export const namesOf = ({ commands }: Command): readonly string[] =>
  commands.map((command) => command.name()).filter((name) => !HIDDEN.has(name))
