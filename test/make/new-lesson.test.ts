import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, readFileSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { describe, expect, test } from 'vitest'
import { syllabus } from '../../lessons/index.ts'
import { packageRoot } from '../../src/package-root.ts'
import { newLesson } from './new-lesson.ts'
import { Refused } from './refused.ts'
import { temporaryFolder } from '../support/run.ts'
import { copyOfRepository, shell } from './repository.ts'

/** What somebody types who adds a lesson. */
const RECIPE = `npm run new -- lesson my-lesson
npm run build && node bin/session-tutor.js lesson my-lesson
npx vitest run test/lessons/lessons.test.ts -t my-lesson
npx vitest run test/exercises/my-lesson.test.ts`

/** What the project checks beside that, as far as a lesson may differ from its template: that one is looked at where it lies.
 *  Its types are checked where it is built. */
const CHECKS = [
  'npm run format:check',
  'npx vitest run test/house.test.ts test/make/made-files.test.ts test/exercises/exercises.test.ts test/commands/list',
]

test('a new lesson plays and passes its tests, as the recipe says', () => {
  const folder = copyOfRepository()
  const runs = [...RECIPE.split('\n'), ...CHECKS].map((line) => shell(line, folder))
  expect(runs.filter(({ status }) => status !== 0).map(({ said }) => said)).toEqual([])
  // Tests that were not found would pass too.
  const passed = runs.flatMap(({ stdout }) => /Tests .*?(\d+) passed/.exec(stripVTControlCharacters(stdout))?.[1] ?? [])
  expect(passed.length).toBe(3)
  expect(Number(passed[0])).toBeGreaterThanOrEqual(10)

  const number = syllabus.length + 1
  const byNumber = shell(`node bin/session-tutor.js lesson ${number} --auto --json`, folder)
  const events = byNumber.stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>)
  expect(events[0]).toMatchObject({ event: 'lesson', number, slug: 'my-lesson', title: 'My lesson' })
  expect(events.at(-1)).toMatchObject({ event: 'end', claims: 6, held: 6, predictions: 2 })
  const listed = JSON.parse(shell('node bin/session-tutor.js list --json', folder).stdout) as readonly unknown[]
  expect(listed.at(-1)).toMatchObject({ number, slug: 'my-lesson', steps: 6, status: 'done', exercise: { checks: 2 } })
  // It is there already.
  expect(shell('npm run new -- lesson my-lesson', folder)).toMatchObject({ status: 2 })
}, 300_000)

test('where CONTRIBUTING tells how to add a lesson, it says the same', () => {
  const text = readFileSync(path.join(packageRoot, 'CONTRIBUTING.md'), 'utf8').replaceAll(/^ +/gm, '')
  expect(text.includes('npm run new')).toBe(RECIPE.split('\n').every((line) => text.includes(`\n${line}\n`)))
})

describe('a name that cannot be used: two sentences, and nothing is written', () => {
  /** What `newLesson` reads and writes. */
  function root(): string {
    const folder = temporaryFolder()
    for (const name of ['lessons', 'test/template', 'test/exercises']) {
      cpSync(path.join(packageRoot, name), path.join(folder, name), { recursive: true })
    }
    return folder
  }

  const filesIn = (folder: string): string[] => readdirSync(folder, { recursive: true, encoding: 'utf8' }).toSorted()

  const UNUSABLE = [
    ...syllabus.map(({ slug }) => slug),
    '',
    '6',
    'genid2',
    'Genid',
    'my_lesson',
    'my lesson',
    '-lesson',
    'lesson-',
    'my--lesson',
    '../lesson',
    'a/b',
    "it's",
    'stunde-für-stunde',
    'a'.repeat(41),
  ]

  function isRefused(name: string, folder: string): boolean {
    try {
      newLesson(name, folder)
      return false
    } catch (error) {
      return error instanceof Refused
    }
  }

  test('taken or invalid', () => {
    const folder = root()
    const before = filesIn(folder)
    expect(UNUSABLE.filter((name) => !isRefused(name, folder))).toEqual([])
    expect(filesIn(folder)).toEqual(before)
  })

  test('one that ends like another is no other', () => {
    const folder = root()
    newLesson('id', folder)
    expect(existsSync(path.join(folder, `lessons/${String(syllabus.length + 1).padStart(2, '0')}-id/lesson.ts`))).toBe(
      true,
    )
    expect(() => newLesson('id', folder)).toThrow(Refused)
  })

  test.each([
    [['lesson', 'genid'], 'There is a lesson genid already.\nChoose another name.\n'],
    [['lesson', 'No'], /^"No" cannot be the name of a lesson\.\nUse small letters .*\n$/],
    [['lesson'], /^This makes one lesson or one cause, and needs its name\.\nType: .*\n$/],
    [['exercise', 'mine'], /^This makes one lesson or one cause, and needs its name\.\nType: .*\n$/],
    [[], /^This makes one lesson or one cause, and needs its name\.\nType: .*\n$/],
  ])('npm run new -- %j', (words, said) => {
    const jiti = path.join(packageRoot, 'node_modules/jiti/lib/jiti-cli.mjs')
    const { status, stdout, stderr } = spawnSync(process.execPath, [jiti, 'test/make/new.ts', ...words], {
      cwd: packageRoot,
      encoding: 'utf8',
    })
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
    expect(stderr).toMatch(said)
  })
})
