import type { Command } from './commander.ts'
import type { Flag } from './flags.ts'

/** What the declarations of commands (program.ts) are made with. */

/** What is typed by a shell. */
export const HIDDEN: ReadonlySet<string> = new Set(['complete'])

/** The commands that tell of all the others. */
export const NEED_ALL: ReadonlySet<string> = new Set(['complete'])

/** These ask for no command. */
export const VERSION: readonly string[] = ['-V', '--version']

/** Whether `--` stood before these words: they are a command then, and no file. */
export const isBehindDashes = (words: readonly string[], program: Command): boolean =>
  words.length > 0 &&
  (program as Command & { readonly rawArgs: readonly string[] }).rawArgs.at(-words.length - 1) === '--'

/** Adds flags to a command. */
export const withFlags = (command: Command, flags: readonly Flag[]): Command =>
  flags.reduce((all, flag) => all.addOption(flag), command)

/** The commands that `--help` names. */
export const namesOf = ({ commands }: Command): readonly string[] =>
  commands.map((command) => command.name()).filter((name) => !HIDDEN.has(name))
