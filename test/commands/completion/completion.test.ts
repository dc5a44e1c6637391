import { describe, expect, test } from 'vitest'
import { syllabus } from '../../../lessons/index.ts'
import { createProgram } from '../../../src/program.ts'
import { OPTION_NAMES } from '../../../src/session-options.ts'
import { pipedEnvironment, run } from '../../support/run.ts'
import { runTutor } from '../../support/tutor.ts'

/** What a shell is told that the last word can become, and what it is told to do with that. */
async function offered(...words: readonly string[]) {
  const { code, stdout, stderr } = await runTutor(['complete', '--', ...words])
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  const lines = stdout.trimEnd().split('\n')
  return { words: lines.slice(0, -1).map((line) => line.split('\t')[0]), directive: lines.at(-1) }
}

const LESSONS = [...syllabus.map((_, i) => String(i + 1)), ...syllabus.map(({ slug }) => slug)]
const program = createProgram(pipedEnvironment().environment, () => {})
const flagsOf = (name: string) =>
  program.commands.find((command) => command.name() === name)?.options.map(({ long }) => long)

describe('a shell is offered', () => {
  test.concurrent('every command but the one that it asks itself', async () => {
    const { words } = await offered('')
    expect(words.length).toBeGreaterThan(10)
    const names = program.commands.map((command) => command.name())
    expect(words).toEqual(names.filter((name) => name !== 'complete'))
  })

  test.concurrent.each(['lesson', 'exercise', 'verify', 'watch', 'hint', 'solution', 'reset'])(
    'lessons by number and name, after %s',
    async (name) => {
      expect((await offered(name, '')).words).toEqual(LESSONS)
      expect((await offered(name, 'ge')).words).toEqual(['genid'])
    },
  )

  test.concurrent.each(['list', 'lesson', 'verify', 'inspect', 'completion'])('the flags of %s', async (name) => {
    expect((await offered(name, '--')).words).toEqual([...(flagsOf(name) ?? []), '--help'])
  })

  test.concurrent('options of sessions after --set, and no space after one: a value follows', async () => {
    const { words, directive } = await offered('lesson', '3', '--set', '')
    expect(words).toEqual(
      OPTION_NAMES.filter((name) => name !== 'store' && name !== 'cookie').map((name) => `${name}=`),
    )
    expect(directive).toBe(':6')
    expect((await offered('lesson', '3', '--set', 'rolling=true', '--set', 'cookie.ma')).words).toEqual([
      'cookie.maxAge=',
    ])
  })

  test.concurrent('what a flag can be given', async () => {
    expect((await offered('inspect', '--fail-on', '')).words).toEqual(['warning', 'error'])
    expect((await offered('completion', '')).words).toEqual(['bash', 'zsh', 'fish', 'powershell'])
  })

  test.concurrent.each([
    ['verify', '--dir'],
    ['lesson', '3', '--with'],
    ['inspect', '--wordlist'],
  ])('files by itself: %s %s', async (...words) => {
    expect(await offered(...words, '')).toEqual({ words: [], directive: ':0' })
  })

  test.concurrent.each([[['frobnicate', '']], [['lesson', 'zzz']], [['inspect', '--cookie', '']]])(
    'nothing for %j',
    async (words) => {
      expect((await offered(...words)).words).toEqual([])
    },
  )
})

test.each(['bash', 'zsh', 'fish', 'powershell'])('%s gets a script that asks for what can follow', async (shell) => {
  const { code, stdout, stderr } = await runTutor(['completion', shell])
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  expect(stdout).toMatch(/session-tutor['"]? complete/)
})

test('what npx started is on no path: it is said how to change that', async () => {
  const { code, stderr } = await run(['completion', 'bash'], { program: 'npx session-tutor' })
  expect(code).toBe(0)
  expect(stderr).toMatch(/^Shells complete the words after session-tutor, not .*\nInstall it first: npm install /)
})

test('another shell is refused', async () => {
  const { code, stderr } = await run(['completion', 'tcsh'])
  expect(code).toBe(2)
  expect(stderr).toMatch(/tcsh[^]*bash, zsh, fish, powershell/)
})
