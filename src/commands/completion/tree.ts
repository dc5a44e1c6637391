import { RootCommand, type Complete, type OptionHandler } from '@bomb.sh/tab'
import type { Command, Option } from '../../commander.ts'
import { places } from '../../course/find.ts'

/** All that there is to type: the commands and flags as the program declares them, and what can stand for them. */
export function treeOf(program: Command): RootCommand {
  const root = new RootCommand()
  addFlags(root, program)
  for (const command of visibleCommands(program)) {
    const known = root.command(command.name(), command.summary() || command.description())
    addFlags(known, command)
    for (const argument of command.registeredArguments) {
      known.argument(argument.name(), (complete) => {
        for (const choice of argument.argChoices ?? []) complete(choice, '')
        if (argument.name() === 'lesson') completeLessons(complete)
      })
    }
  }
  return root
}

/** The option whose value the last word is; undefined where it is something else. */
export function optionBefore(words: readonly string[], program: Command): Option | undefined {
  const [flag, name] = [words.at(-2), words[0]]
  const command = program.commands.find((other) => other.name() === name) ?? program
  return command.options.find(({ long, required }) => required && long === flag)
}

const visibleCommands = (program: Command): readonly Command[] =>
  program
    .createHelp()
    .visibleCommands(program)
    .filter((command) => program.commands.includes(command))

function addFlags(known: ReturnType<RootCommand['command']>, command: Command): void {
  for (const option of command.createHelp().visibleOptions(command)) {
    const name = option.long?.replace(/^--/, '')
    if (name === undefined) continue
    if (option.required) known.option(name, option.description, valuesOf(option))
    else known.option(name, option.description)
  }
}

/** What a flag that takes a value can be given. */
const valuesOf =
  ({ argChoices }: Option): OptionHandler =>
  (complete) => {
    for (const choice of argChoices ?? []) complete(choice, '')
  }

/** By number and by name. */
function completeLessons(complete: Complete): void {
  for (const { number, title } of places) complete(String(number), title)
  for (const { slug, summary } of places) complete(slug, summary)
}
