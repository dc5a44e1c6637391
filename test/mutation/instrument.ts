import { Instrumenter } from '@stryker-mutator/instrumenter'
import { cpSync, readFileSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { packageRoot } from '../../src/package-root.ts'

/** A change of one place. Lines and columns are counted from 0. */
export interface Mutant {
  readonly id: string
  /** From the root of the repository. */
  readonly file: string
  readonly start: { readonly line: number; readonly column: number }
  readonly end: { readonly line: number; readonly column: number }
  readonly replacement: string
}

/** Sources, and the tests that are to notice each change in them. */
export interface Area {
  readonly sources: string
  /** Files there that hold no conditions: words, and apps of learners. */
  readonly leaves?: RegExp
  /** Of all changes that count, in percent, that tests must notice. */
  readonly enough: number
  readonly tests: string
  /** Tests that run through everything hundreds of times, start programs or ask servers. */
  readonly leavesTests: readonly string[]
  /**
   * Loaded before the first test: what is made while a file loads would else pass for the work of the one test that happens to load it,
   * and no other would be asked to notice a change in it.
   */
  readonly first: readonly string[]
}

export const AREAS: readonly Area[] = [
  {
    sources: 'src/cookie',
    enough: 95,
    tests: 'test/cookie',
    leavesTests: ['properties', 'hostile', 'real-apps', 'express-session', 'other-packages'],
    first: [
      ...['unusual/code.ts', 'unusual/look-again.ts'].map((file) => `src/cookie/${file}`),
      // jiti gets lost where two files are loaded at once that need the same.
      ...['attributes', 'content', 'stored'].map((part) => `src/terminal/cookie/${part}.ts`),
    ],
  },
  {
    sources: 'src/diagnosis',
    leaves: /\/(words\/|broken\.|fixed\.)/,
    enough: 85,
    tests: 'test/diagnosis',
    // What was recorded of the same apps takes the place of the first; the second plays lessons.
    leavesTests: ['causes', 'lessons'],
    first: ['src/diagnosis/catalogue.ts', 'test/mutation/recorded-causes.ts'],
  },
]

const filesIn = (folder: string, end: string): readonly string[] =>
  readdirSync(path.join(packageRoot, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith(end))
    .map((file) => `${folder}/${file.replaceAll(path.sep, '/')}`)
    .toSorted()

/** What a module remembers between two calls, such as a list that is made once. */
const REMEMBERED = /^let (\w+): [^=\n]+ \| undefined;?$/gm

/**
 * Copies the repository into a folder, where each of the sources has all its mutants in it, none of them active.
 * @param wanted parts of the paths of the sources that are meant; none means all
 */
export async function instrument(copy: string, area: Area, wanted: readonly string[]): Promise<readonly Mutant[]> {
  const { sources: home, leaves, leavesTests, first } = area
  for (const part of ['src', 'test', 'package.json', 'package-lock.json'])
    cpSync(path.join(packageRoot, part), path.join(copy, part), { recursive: true })
  symlinkSync(path.join(packageRoot, 'node_modules'), path.join(copy, 'node_modules'), 'junction')

  const all = filesIn(home, '.ts').filter((name) => !leaves?.test(name))
  const sources = all.map((name) => ({
    name,
    mutate: wanted.length === 0 || wanted.some((part) => name.includes(part)),
    content: readFileSync(path.join(packageRoot, name), 'utf8'),
  }))
  const { files, mutants } = await new Instrumenter(silent).instrument(sources, {
    plugins: null,
    ignorers: [],
    excludedMutations: [],
  })
  for (const { name, content } of files) {
    const forgetting = Array.from(
      content.matchAll(REMEMBERED),
      ([, it]) => `forgetForMutants.push(() => (${it} = undefined))`,
    )
    writeFileSync(path.join(copy, name), [content, ...forgetting].join('\n'))
  }
  const left = leavesTests.map((name) => `${area.tests}/${name}.test.ts`)
  const tests = filesIn(area.tests, '.test.ts').filter((file) => !left.includes(file))
  writeFileSync(path.join(copy, 'files.json'), JSON.stringify([...first, ...tests]))
  return mutants.map(({ id, fileName, location, replacement }) => ({ id, file: fileName, ...location, replacement }))
}

/** Stryker has nothing to say of its work. */
const silent = new Proxy({} as ConstructorParameters<typeof Instrumenter>[0], { get: () => () => false })
