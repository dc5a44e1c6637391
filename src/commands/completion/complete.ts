import { ShellCompDirective } from '@bomb.sh/tab'
import type { Command } from '../../commander.ts'
import type { Environment } from '../../environment.ts'
import type { ExitCode } from '../../errors.ts'
import { TYPED_OPTIONS } from '../../session-options.ts'
import { optionBefore, treeOf } from './tree.ts'

/**
 * Prints what the last of the words can become, as the script of `completion` reads it.
 * @param words what was typed after the program; the last may be empty
 * @param program with all of its commands
 */
export function complete(words: readonly string[], program: Command, { stdout }: Environment): ExitCode {
  const option = optionBefore(words, program)
  if (option?.long === '--set') {
    stdout.write(optionNames(words.at(-1) ?? ''))
  } else if (option && /<(folder|path)>/.test(option.flags)) {
    // That is what the shell itself completes.
    stdout.write(`:${ShellCompDirective.ShellCompDirectiveDefault}\n`)
  } else {
    treeOf(program).parse([...words])
  }
  return 0
}

/** The options whose names begin like this, with no space behind them: a value follows. */
function optionNames(begun: string): string {
  const { ShellCompDirectiveNoFileComp: noFiles, ShellCompDirectiveNoSpace: noSpace } = ShellCompDirective
  const names = TYPED_OPTIONS.filter((name) => name.startsWith(begun))
  return [...names.map((name) => `${name}=\t`), `:${noFiles | noSpace}`].map((line) => `${line}\n`).join('')
}
