import type { Argument, Command, Option } from 'commander'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { Flag } from '../../src/flags.ts'
import type { Entry } from '../../lessons/index.ts'
import { packageRoot } from '../../src/package-root.ts'
import { formatted } from './formatted.ts'
import type { MadeFile } from './made-files.ts'

/** README.md with its tables of commands and flags as the program declares them, and of lessons as the syllabus has them. What stands outside the tables stays. */
export async function madeReadme(program: Command, syllabus: readonly Entry[]): Promise<MadeFile> {
  const file = 'README.md'
  const text = fillTables(readFileSync(path.join(packageRoot, file), 'utf8'), program, syllabus)
  return { file, text: await formatted(file, text) }
}

/** A table stands between two of these. The first says which: `lessons`, `commands`, or `flags of` and commands. */
const TABLE = /^<!-- make: (.*) -->\n[^]*?^<!-- made -->$/gm

/**
 * Makes every table of a page.
 * @throws Error if a table is of something that does not exist
 */
export function fillTables(page: string, program: Command, syllabus: readonly Entry[] = []): string {
  const names = [...page.matchAll(TABLE)].map(([, name = '']) => name)
  const withTable = names.flatMap((name) => commandsOf(name, program))
  return page.replace(TABLE, (_, name: string) => {
    return `<!-- make: ${name} -->\n\n${tableOf(name)}\n\n<!-- made -->`
  })

  function tableOf(name: string): string {
    if (name === 'lessons') return lessonTable(syllabus)
    return name === 'commands' ? commandTable(program, withTable) : flagTable(commandsOf(name, program))
  }
}

const lessonTable = (syllabus: readonly Entry[]): string =>
  table(
    ['', 'lesson', 'about', 'exercise'],
    syllabus.map(({ slug, summary, exerciseTitle }, i) => [String(i + 1), `\`${slug}\``, summary, exerciseTitle]),
  )

/** The commands whose flags a table tells; none of the other tables. */
function commandsOf(name: string, program: Command): readonly Command[] {
  if (name === 'commands' || name === 'lessons') return []
  const [, words] = /^flags of (.+)$/.exec(name) ?? []
  if (words === undefined) throw new Error(`There is no table ${JSON.stringify(name)}.`)
  return words.split(' ').map((word) => {
    const command = program.commands.find((other) => other.name() === word)
    if (!command) throw new Error(`There is no command ${JSON.stringify(word)}, so it has no table.`)
    return command
  })
}

/** All but those that only a shell types. */
export const visibleCommands = (program: Command): readonly Command[] =>
  program
    .createHelp()
    .visibleCommands(program)
    .filter((command) => program.commands.includes(command))

/** Every command with its arguments, and with its flags where no other table tells them. */
function commandTable(program: Command, withTable: readonly Command[]): string {
  const row = (command: Command, words: readonly string[], does: string) => {
    const flags = withTable.includes(command) ? [] : flagsOf(command).map((flag) => `[${flag.flags}]`)
    return [`\`${['session-tutor', ...words, ...flags].join(' ')}\``, inCode(does)]
  }
  return table(
    ['command', 'use it to'],
    [
      row(program, [], program.summary()),
      ...visibleCommands(program).map((command) =>
        row(command, [command.name(), ...command.registeredArguments.map(shown)], command.description()),
      ),
    ],
  )
}

/** The flags of one or several commands, each once. What does not hold for all of these commands is said with their names. */
function flagTable(commands: readonly Command[]): string {
  const flags = commands.flatMap((command) => flagsOf(command).map((flag) => ({ command: command.name(), flag })))
  const names = [...new Set(flags.map(({ flag }) => flag.long))]
  return table(
    ['flag', 'meaning'],
    names.map((name) => {
      const same = flags.filter(({ flag }) => flag.long === name)
      const meanings = [...new Set(same.map(({ flag }) => meaning(flag)))]
      const texts = meanings.map((text) => {
        const users = same.flatMap(({ command, flag }) => (meaning(flag) === text ? [`\`${command}\``] : []))
        return users.length === commands.length ? text : `${users.join(', ')}: ${text}`
      })
      const [first] = same
      return [`\`${first ? usage(first.flag) : ''}\``, texts.join('. ')]
    }),
  )
}

/** All but `--version`, which every program has. */
const flagsOf = (command: Command): readonly Option[] => command.options.filter(({ long }) => long !== '--version')

const meaning = (flag: Option): string =>
  [inCode(flag.description), ...(flag instanceof Flag && flag.more !== '' ? [flag.more] : [])].join('. ')

/** As in `--fail-on <warning|error>`: where only some words are allowed, they stand there. */
const usage = ({ flags, argChoices }: Option): string =>
  argChoices ? flags.replace(/<.*>/, `<${argChoices.join('|')}>`) : flags

const shown = (argument: Argument): string => (argument.required ? `<${argument.name()}>` : `[${argument.name()}]`)

/** Words with angle brackets would be taken for HTML. */
const inCode = (text: string): string => text.replaceAll(/[^\s`]*<[^\s`]*>/g, '`$&`')

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.map(escaped).join(' | ')} |`).join('\n')

const escaped = (cell: string): string => cell.replaceAll('|', '\\|')
