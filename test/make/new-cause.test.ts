import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, readFileSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { describe, expect, test } from 'vitest'
import { catalogue } from '../../src/diagnosis/catalogue.ts'
import { packageRoot } from '../../src/package-root.ts'
import { temporaryFolder } from '../support/run.ts'
import { newCause } from './new-cause.ts'
import { Refused } from './refused.ts'
import { copyOfRepository, shell } from './repository.ts'

/** What somebody types who adds a cause. */
const RECIPE = `npm run new -- cause my-cause
npm run build && npx vitest run test/diagnosis -t my-cause`

/** What the project checks beside that, as far as a cause may differ from its template: that one is looked at where it lies.
 *  Its types are checked where it is built. */
const CHECKS = ['npm run format:check', 'npx vitest run test/diagnosis/causes.test.ts -t every']

test('a new cause is found and passes its tests, as the recipe says', () => {
  const folder = copyOfRepository()
  const runs = [...RECIPE.split('\n'), ...CHECKS].map((line) => shell(line, folder))
  expect(runs.filter(({ status }) => status !== 0).map(({ said }) => said)).toEqual([])
  // Tests that were not found would pass too: its two apps, its rows, and its words.
  const passed = /Tests .*?(\d+) passed/.exec(stripVTControlCharacters(runs[1]?.stdout ?? ''))?.[1]
  expect(Number(passed)).toBeGreaterThanOrEqual(7)
  expect(runs[0]?.stdout).toContain('src/diagnosis/causes/my-cause/broken.js: make the fault happen')
  // It is there already.
  expect(shell('npm run new -- cause my-cause', folder)).toMatchObject({ status: 2 })
}, 300_000)

test('where CONTRIBUTING tells how to add a cause, it says the same', () => {
  const text = readFileSync(path.join(packageRoot, 'CONTRIBUTING.md'), 'utf8').replaceAll(/^ +/gm, '')
  expect(RECIPE.split('\n').filter((line) => !text.includes(`\n${line}\n`))).toEqual([])
})

/** What `newCause` reads and writes. */
function root(): string {
  const folder = temporaryFolder()
  for (const name of ['src/diagnosis', 'test/cause-template', 'test/diagnosis']) {
    cpSync(path.join(packageRoot, name), path.join(folder, name), { recursive: true })
  }
  return folder
}

const filesIn = (folder: string): string[] => readdirSync(folder, { recursive: true, encoding: 'utf8' }).toSorted()

test('its entry is the last of the catalogue, and its import stands in order', () => {
  const folder = root()
  expect(newCause('cart-lost', folder)).toEqual([
    'src/diagnosis/causes/cart-lost/',
    'src/diagnosis/catalogue.ts',
    'test/diagnosis/cart-lost.test.ts',
  ])
  const text = readFileSync(path.join(folder, 'src/diagnosis/catalogue.ts'), 'utf8')
  expect(text).toMatch(/ {2}cartLost,\n\]\n$/)
  const imports = [...text.matchAll(/^import \w+ from '(\.\/causes\/.*)'$/gm)].map(([, from = '']) => from)
  expect(imports).toContain('./causes/cart-lost/cause.ts')
  expect(imports).toEqual(imports.toSorted())
  expect(existsSync(path.join(folder, 'src/diagnosis/causes/cart-lost/fixed.js'))).toBe(true)
})

describe('a code that cannot be used: two sentences, and nothing is written', () => {
  test('taken or invalid', () => {
    const folder = root()
    const before = filesIn(folder)
    const unusable = [...catalogue.map(({ code }) => code), 'order', '', 'A', 'a_b', 'a b', '-a', 'a-', '../a', '4-0-4']
    for (const code of unusable) expect(() => newCause(code, folder)).toThrow(Refused)
    expect(filesIn(folder)).toEqual(before)
  })

  test.each([
    [['cause', 'secret-missing'], 'There is a cause secret-missing already.\nChoose another code.\n'],
    [['cause', 'No'], /^"No" cannot be the name of a cause\.\nUse small letters .* cause my-cause\n$/],
    [['cause'], /^This makes one lesson or one cause, and needs its name\.\nType: .*\n$/],
    [['cause', 'a', 'b'], /^This makes one lesson or one cause, and needs its name\.\nType: .*\n$/],
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
