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

const SOURCES = 'src/cookie'
const TESTS = 'test/cookie'

/** Properties and hostile texts run through everything hundreds of times, and these three ask servers. */
const LEFT_OUT = ['properties', 'hostile', 'real-apps', 'express-session', 'other-packages'].map(
  (name) => `${TESTS}/${name}.test.ts`,
)

/**
 * Loaded before the first test: what is made while a file loads would else pass for the work of the one test that happens to load it,
 * and no other would be asked to notice a change in it.
 */
const FIRST = [
  ...['unusual/code.ts', 'unusual/look-again.ts'].map((file) => `${SOURCES}/${file}`),
  // jiti gets lost where two files are loaded at once that need the same.
  ...['attributes', 'content', 'stored'].map((part) => `src/terminal/cookie/${part}.ts`),
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
export async function instrument(copy: string, wanted: readonly string[]): Promise<readonly Mutant[]> {
  for (const part of ['src', 'test', 'package.json'])
    cpSync(path.join(packageRoot, part), path.join(copy, part), { recursive: true })
  symlinkSync(path.join(packageRoot, 'node_modules'), path.join(copy, 'node_modules'), 'junction')

  const sources = filesIn(SOURCES, '.ts').map((name) => ({
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
  const tests = filesIn(TESTS, '.test.ts').filter((file) => !LEFT_OUT.includes(file))
  writeFileSync(path.join(copy, 'files.json'), JSON.stringify([...FIRST, ...tests]))
  return mutants.map(({ id, fileName, location, replacement }) => ({ id, file: fileName, ...location, replacement }))
}

/** Stryker has nothing to say of its work. */
const silent = new Proxy({} as ConstructorParameters<typeof Instrumenter>[0], { get: () => () => false })
