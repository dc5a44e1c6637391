import { Command } from 'commander'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { processEnvironment } from '../../src/environment.ts'
import { Flag, json, plain } from '../../src/flags.ts'
import { packageRoot } from '../../src/package-root.ts'
import { createProgram } from '../../src/program.ts'
import { fillTables, visibleCommands } from './readme.ts'

const README = readFileSync(path.join(packageRoot, 'README.md'), 'utf8')
const program = createProgram(processEnvironment(), () => {})

describe('the README tells of every command and every flag', () => {
  test.each(visibleCommands(program))('$_name', (command) => {
    expect(README).toMatch(new RegExp(`^\\| \`session-tutor ${command.name()}\\b`, 'm'))
    const flags = command.options.map(({ long }) => long ?? '')
    // A flag has a row of its own, or stands behind its command.
    const told = (flag: string) =>
      new RegExp(`^\\| \`(${flag}\\b|session-tutor ${command.name()}\\b[^|]*\\[${flag}\\b)`, 'm').test(README)
    expect(flags.filter((flag) => !told(flag))).toEqual([])
  })
})

const small = (): Command => {
  const example = new Command('session-tutor').summary('see a menu').version('1')
  example
    .command('play')
    .argument('<lesson>')
    .description('play one')
    .addOption(plain('no redraws', 'So it is'))
    .addOption(json('it'))
  example.command('watch').argument('[lesson]').description('watch <one>').addOption(plain('no keys', ''))
  example
    .command('list')
    .description('list all')
    .addOption(new Flag('--by <order>', 'in this order').choices(['a', 'b']))
  return example
}

const between = (name: string): string =>
  fillTables(`Before.\n\n<!-- make: ${name} -->\n| old |\n<!-- made -->\n\nAfter.`, small())

test('the commands, with flags that no other table tells', () => {
  expect(between('commands')).toBe(`Before.

<!-- make: commands -->

| command | use it to |
| --- | --- |
| \`session-tutor\` | see a menu |
| \`session-tutor play <lesson> [--plain] [--json]\` | play one |
| \`session-tutor watch [lesson] [--plain]\` | watch \`<one>\` |
| \`session-tutor list [--by <order>]\` | list all |

<!-- made -->

After.`)
})

test('the flags of several commands, each once', () => {
  expect(between('flags of play watch')).toContain(`
| flag | meaning |
| --- | --- |
| \`--plain\` | \`play\`: no redraws. So it is. \`watch\`: no keys |
| \`--json\` | \`play\`: print it |
`)
})

test('the words that a flag takes', () => {
  expect(between('flags of list')).toContain('| `--by <a\\|b>` | in this order |')
})

test('a flag with a table of its own does not stand behind its command', () => {
  const page = ['commands', 'flags of play'].map((name) => `<!-- make: ${name} -->\n<!-- made -->`).join('\n')
  expect(fillTables(page, small())).toContain('| `session-tutor play <lesson>` |')
})

test.each(['flags of lessn', 'flag of play', ''])('no table %j', (name) => {
  expect(() => between(name)).toThrow(/^There is no (table|command) /)
})
