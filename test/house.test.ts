import jsTokens from 'js-tokens'
import { readFileSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { packageRoot } from '../src/package-root.ts'

/** How a module is asked for: `lazy` by `import()` when it is needed, `type` not at all when the program runs. */
type Kind = 'value' | 'lazy' | 'type'

interface Import {
  readonly kind: Kind
  /** What is imported by name, renamings undone. */
  readonly names: readonly string[]
  /** A path from the root of the repository, or a package. */
  readonly to: string
}

interface SourceFile {
  readonly file: string
  readonly source: string
  readonly imports: readonly Import[]
}

/** What the files of an area may import, beside packages and each other. Values may be had lazily, and all may be had as types. */
interface Allowance {
  readonly values?: readonly string[]
  readonly lazily?: readonly string[]
  readonly types?: readonly string[]
}

const BELOW_COMMANDS =
  'course workspace presenters terminal lesson exercise sandbox doctor trace diagnosis observe wire cookie stores wordlist threads progress syllabus environment errors faults nearest session-options package-root'.split(
    ' ',
  )

/** Who may import what: data flows one way. An area is a folder of `src`, a file in `src` itself, or a part of `lessons`. */
const MAY_IMPORT: Readonly<Record<string, Allowance>> = {
  main: { values: ['program', 'commander', 'environment', 'errors'], lazily: ['terminal', 'faults'] },
  program: {
    values: ['flags', 'declare', 'examples', 'commander', 'version'],
    lazily: ['commands', 'unknown-command'],
    types: ['environment'],
  },
  commands: { values: BELOW_COMMANDS, types: ['commander'] },
  course: {
    values: ['syllabus', 'progress', 'terminal', 'nearest', 'errors'],
    types: ['lesson', 'exercise', 'environment'],
  },
  workspace: {
    values: ['terminal', 'exercise', 'sandbox', 'errors', 'faults', 'package-root'],
    types: ['course', 'environment'],
  },
  presenters: { values: ['terminal'], types: ['lesson', 'wire', 'trace', 'observe', 'diagnosis'] },
  terminal: {
    values: ['duration'],
    types: [
      'lesson',
      'exercise',
      'sandbox',
      'wire',
      'cookie',
      'stores',
      'wordlist',
      'environment',
      'trace',
      'doctor',
      'diagnosis',
      'observe',
    ],
  },
  lesson: { values: ['wire', 'cookie', 'duration', 'errors', 'faults'] },
  exercise: { values: ['lesson', 'sandbox', 'diagnosis', 'observe', 'wire', 'cookie', 'duration', 'faults'] },
  sandbox: { values: ['observe', 'wire', 'nearest', 'faults'] },
  syllabus: { values: ['scripts'], types: ['lesson', 'exercise'] },
  scripts: { values: ['lesson', 'exercise'] },
  observe: { values: ['cookie'] },
  diagnosis: { values: ['cookie', 'session-options', 'duration'], types: ['observe'] },
  doctor: { values: ['trace', 'observe', 'diagnosis', 'cookie', 'wire', 'errors'] },
  trace: { values: ['observe', 'diagnosis', 'cookie', 'wire', 'errors'] },
  wire: { values: ['observe', 'cookie', 'stores', 'faults'] },
  cookie: {},
  stores: { values: ['errors'] },
  wordlist: { values: ['cookie', 'threads', 'errors'] },
  threads: { values: ['errors'] },
  progress: {},
  environment: { values: ['environment-variables', 'errors'], lazily: ['open'] },
  open: {},
  'environment-variables': {},
  flags: { values: ['commander', 'errors'] },
  declare: { types: ['commander', 'flags'] },
  commander: {},
  examples: {},
  version: { values: ['package-root'] },
  'unknown-command': { values: ['nearest', 'errors'] },
  errors: {},
  faults: { values: ['errors'] },
  nearest: {},
  duration: {},
  'session-options': { values: ['nearest'] },
  'package-root': {},
}

/** Single imports that the table does not allow, and why they are right. */
const EXCEPTIONS: readonly { readonly from: RegExp; readonly to: string; readonly names: readonly string[] }[] = [
  // The questions that lessons ask of an exchange, asked for the screen: pure, and a second copy would be worse.
  { from: /^src\/presenters\//, to: 'src/lesson/seen.ts', names: ['see'] },
  // An app that is examined ends with us, as a learner's file does.
  { from: /^src\/doctor\//, to: 'src/sandbox/guard.ts', names: ['guard'] },
]

/** Packages that only some files may import other than as types. */
const KEEPERS: readonly { readonly packages: readonly string[]; readonly files: RegExp }[] = [
  { packages: ['commander'], files: /^src\/commander\.ts$/ },
  { packages: ['inquirer', '@inquirer/core'], files: /^src\/terminal\/prompts\.ts$/ },
  { packages: ['express', 'express-session', 'supertest', 'finalhandler'], files: /^(src\/wire|lessons)\// },
  { packages: ['node:process'], files: /^$/ },
]

const MOST_LINES = 300

function areaOf(file: string): string {
  if (file === 'lessons/index.ts') return 'syllabus'
  if (file.startsWith('lessons/')) return 'scripts'
  return (file.split('/')[1] ?? '').replace(/\.ts$/, '')
}

/** What several lessons use lies beside their folders. */
const SHARED = /^lessons\/[\w-]+\.ts$/

/** The folder of a lesson or of an exercise: no other needs anything of it. */
const scriptOf = (file: string): string => /^(.*\/exercise)\//.exec(file)?.[1] ?? path.dirname(file)

/** The imports of a source, as the formatter writes them. @param file where it lies, from the root of the repository */
function readImports(source: string, file: string): Import[] {
  const target = (specifier: string) =>
    specifier.startsWith('.') ? path.join(path.dirname(file), specifier) : specifier
  const declared = [...source.matchAll(/^(?:import|export) (type )?(?:([\w*{][^'";=]*?) from )?'([^']+)'/gm)]
  const called = [...source.matchAll(/\bimport\('([^']+)'\)/g)]
  return [
    ...declared.map(([, type, names = '', specifier = '']): Import => {
      const words = names.replaceAll(/[{}]/g, '').split(',')
      return {
        kind: type ? 'type' : 'value',
        names: words.flatMap((word) => word.trim().replace(/ as .*$/, '') || []),
        to: target(specifier),
      }
    }),
    ...called.map(([, specifier = '']): Import => ({ kind: 'lazy', names: [], to: target(specifier) })),
  ]
}

function isAllowed(from: string, { kind, names, to }: Import): boolean {
  const [area, targetArea] = [areaOf(from), areaOf(to)]
  if (area === targetArea) return area !== 'scripts' || scriptOf(from) === scriptOf(to) || SHARED.test(to)
  // Lessons have one door, and so have exercises.
  if (area === 'scripts' && !/^src\/(lesson|exercise)\/index\.ts$/.test(to)) return false
  const { values = [], lazily = [], types = [] } = MAY_IMPORT[area] ?? {}
  const allowed = { value: values, lazy: [...values, ...lazily], type: [...values, ...lazily, ...types] }
  if (allowed[kind].includes(targetArea)) return true
  const untyped = names.filter((name) => !name.startsWith('type '))
  return EXCEPTIONS.some(
    (exception) =>
      exception.from.test(from) && exception.to === to && untyped.every((name) => exception.names.includes(name)),
  )
}

const isOurs = ({ to }: Import): boolean => /^(src|lessons|bin|test)\//.test(to)

/**
 * Every way that leads from a file back to it by imports, of types too, each once.
 * @returns as in `a.ts -> b.ts -> a.ts`
 */
function circlesIn(files: readonly Pick<SourceFile, 'file' | 'imports'>[]): string[] {
  const imports = new Map(files.map(({ file, imports: found }) => [file, found.map(({ to }) => to)]))
  const left = new Set<string>()
  const circles: string[] = []
  const walk = (file: string, way: readonly string[]): void => {
    const begin = way.indexOf(file)
    if (begin >= 0) circles.push([...way.slice(begin), file].join(' -> '))
    if (begin >= 0 || left.has(file)) return
    for (const to of imports.get(file) ?? []) walk(to, [...way, file])
    left.add(file)
  }
  for (const { file } of files) walk(file, [])
  return circles
}

/** Whether a source speaks of the global `process`, other than in comments and strings. */
function touchesProcess(source: string): boolean {
  const words = [...jsTokens(source)].filter(
    ({ type }) => !/^(WhiteSpace|LineTerminatorSequence|.*Comment)$/.test(type),
  )
  return words.some(
    ({ value }, i) =>
      value === 'process' &&
      // A key of an object is only called so.
      !(words[i + 1]?.value === ':' && /^[{,]$/.test(words[i - 1]?.value ?? '')) &&
      (!/^\??\.$/.test(words[i - 1]?.value ?? '') || words[i - 2]?.value === 'globalThis'),
  )
}

function filesIn(folder: string): SourceFile[] {
  const names = readdirSync(path.join(packageRoot, folder), { recursive: true, encoding: 'utf8' })
  return names
    .filter((name) => name.endsWith('.ts'))
    .map((name) => {
      const file = path.posix.join(folder, name.split(path.sep).join('/'))
      const source = readFileSync(path.join(packageRoot, file), 'utf8')
      return { file, source, imports: readImports(source, file) }
    })
}

/** The apps of causes in TypeScript are data: the others are in JavaScript, and are not looked at either. */
const isApp = (file: string) => /^src\/diagnosis\/causes\/[^/]+\/(broken|fixed)\.ts$/.test(file)
const src = filesIn('src').filter(({ file }) => !isApp(file))
const all = [...src, ...filesIn('lessons')]

test('every area has its rule', () => {
  expect([...new Set(all.map(({ file }) => areaOf(file)))].toSorted()).toEqual(Object.keys(MAY_IMPORT).toSorted())
})

test('every import goes downwards', () => {
  const wrong = all.flatMap(({ file, imports }) =>
    imports
      .filter((found) => isOurs(found) && !isAllowed(file, found))
      .map(({ kind, to, names }) => `${file} -> ${to} (${kind}: ${names.join(', ')})`),
  )
  expect(wrong).toEqual([])
})

test('no file needs itself, by way of whatever others', () => {
  expect(circlesIn(all)).toEqual([])
})

test.each(KEEPERS)('only $files imports $packages', ({ packages, files }) => {
  const users = all.filter(({ imports }) => imports.some(({ kind, to }) => kind !== 'type' && packages.includes(to)))
  expect(users.map(({ file }) => file).filter((file) => !files.test(file))).toEqual([])
})

/** Apps that show learners what to write in their own, where a secret or a span of time comes from the environment. */
const DEPLOYED = /^lessons\/[^/]+\/(production|graceful)-app\.ts$/

test('only environment.ts touches process, and what runs in somebody else’s process', () => {
  const users = all.filter(({ file, source }) => touchesProcess(source) && !DEPLOYED.test(file)).map(({ file }) => file)
  expect(users.toSorted()).toEqual([
    'src/doctor/compiled.ts',
    'src/doctor/later.ts',
    'src/doctor/preload/keep-files.ts',
    'src/doctor/preload/keep-in.ts',
    'src/doctor/preload/keep-names.ts',
    'src/doctor/preload/keep-programs.ts',
    'src/doctor/preload/serve.ts',
    'src/doctor/preload/told.ts',
    'src/environment.ts',
    'src/lesson/server-program.ts',
    'src/observe/register.ts',
    'src/sandbox/child/main.ts',
  ])
})

test('no screen calls another: it returns it, and one loop shows them all', () => {
  const isScreen = (file: string) => /^src\/commands\/.*-screen\.ts$/.test(file)
  const callers = all.filter(({ imports }) => imports.some(({ to }) => isScreen(to))).map(({ file }) => file)
  expect(callers).toEqual(['src/commands/show-screens.ts'])
  // Each of them is one that the loop knows.
  const shown = all.find(({ file }) => file === callers[0])?.imports.filter(({ kind }) => kind === 'lazy')
  expect(shown?.map(({ to }) => to).toSorted()).toEqual(
    all
      .map(({ file }) => file)
      .filter(isScreen)
      .toSorted(),
  )
})

/** What a file loads when it is loaded itself, by way of whatever others: sources, packages and parts of Node.js. */
function loadedBy(file: string, seen: ReadonlySet<string> = new Set()): ReadonlySet<string> {
  const found = all.find((source) => source.file === file)
  return (found?.imports ?? [])
    .filter(({ kind, to }) => kind === 'value' && !seen.has(to))
    .reduce((known, { to }) => loadedBy(to, new Set([...known, to])), seen)
}

test('what a key does to `watch` is decided by pure functions: they reach no package, and nothing of Node.js', () => {
  const isPure = (file: string) => [...loadedBy(file)].every((to) => /^src\/(commands\/watch|terminal)\//.test(to))
  expect(isPure('src/commands/watch/reducer.ts')).toBe(true)
  expect([...loadedBy('src/commands/watch/reducer.ts')]).not.toEqual([])
  expect(isPure('src/commands/watch/effects.ts')).toBe(false)
})

test('a test that loads Express before a lesson can observe it has a process of its own', () => {
  const config = readFileSync(path.join(packageRoot, 'vitest.config.ts'), 'utf8')
  const alone = /'test\/lessons\/!\(([\w|-]+)\)/.exec(config)?.[1]?.split('|') ?? []
  const shared = ['lesson', 'lessons', 'commands'].flatMap((folder) => filesIn(`test/${folder}`))
  const loading = shared.filter(
    ({ file, imports }) =>
      file.endsWith('.test.ts') && imports.some(({ kind, to }) => kind === 'value' && /^express(-session)?$/.test(to)),
  )
  expect(loading.map(({ file }) => file)).toContain('test/lessons/glossary.test.ts')
  expect(loading.filter(({ file }) => !alone.includes(path.basename(file, '.test.ts')))).toEqual([])
})

test(`no source is longer than ${MOST_LINES} lines`, () => {
  const lengths = src.map(({ file, source }) => ({ file, lines: source.trimEnd().split('\n').length }))
  expect(lengths.filter(({ lines }) => lines > MOST_LINES)).toEqual([])
})

describe('these rules can be broken', () => {
  test.each([
    ['src/wire/a.ts', "import { a } from '../lesson/run.ts'"],
    ['src/progress/a.ts', "import type { Environment } from '../environment.ts'"],
    ['src/terminal/a.ts', "import { a } from '../lesson/run.ts'"],
    ['src/terminal/a.ts', "import { type A } from '../lesson/run.ts'"],
    ['src/terminal/a.ts', "import { UserError } from '../errors.ts'"],
    ['src/terminal/prompts.ts', "import {\n  Interrupted,\n  UserError,\n} from '../errors.ts'"],
    ['src/terminal/a.ts', "export { a } from '../presenters/page.ts'"],
    ['src/presenters/a.ts', "import { see, dataOf as data } from '../lesson/seen.ts'"],
    ['src/presenters/a.ts', "const a = await import('../wire/wire.ts')"],
    ['src/program.ts', "import { list } from './commands/list.ts'"],
    ['src/commands/a.ts', "import type { Flags } from '../program.ts'"],
    ['lessons/01-a/lesson.ts', "import type { Run } from '../../src/lesson/run.ts'"],
    ['lessons/01-a/lesson.ts', "import '../02-b/app.ts'"],
    ['lessons/01-a/lesson.ts', "import './exercise/checks/a.ts'"],
    ['lessons/01-a/exercise/checks/a.ts', "import '../../../02-b/exercise/checks/b.ts'"],
  ])('%s: %s', (file, source) => {
    expect(readImports(source, file).map((found) => isOurs(found) && !isAllowed(file, found))).toEqual([true])
  })

  test.each([
    ['src/presenters/a.ts', "import { see, type Seen } from '../lesson/seen.ts'"],
    ['src/terminal/a.ts', "import type { A } from '../lesson/run.ts'"],
    ['src/program.ts', "(await import('./commands/list.ts')).list()"],
    ['lessons/01-a/lesson.ts', "import {\n  claim,\n  type Run,\n} from '../../src/lesson/index.ts'"],
    ['lessons/01-a/app.ts', "import { addUser } from './users.ts'"],
    ['lessons/01-a/lesson.ts', "import { signature } from '../signature.ts'"],
    ['lessons/01-a/exercise/exercise.ts', "import { a } from './checks/a.ts'"],
  ])('and this one is kept, in %s: %s', (file, source) => {
    expect(readImports(source, file).map((found) => isOurs(found) && isAllowed(file, found))).toEqual([true])
  })

  test('a circle is found, through lazy imports and types too', () => {
    const file = (name: string, source: string) => ({
      file: `src/${name}`,
      imports: readImports(source, `src/${name}`),
    })
    expect(
      circlesIn([
        file('a.ts', "import { b } from './b.ts'"),
        file('b.ts', "const c = await import('./c.ts')"),
        file('c.ts', "import type { A } from './a.ts'\nimport { d } from './d.ts'"),
        file('d.ts', ''),
      ]),
    ).toEqual(['src/a.ts -> src/b.ts -> src/c.ts -> src/a.ts'])
  })

  test.each([
    ['process.exit()', true],
    ['const { env } = process', true],
    ['globalThis.process.env', true],
    ["// process.env\nconst a = 'process.env' + `process.env`", false],
    ['child.process', false],
    ['const a = { b, process: { pid: 1 } }', false],
    ['const a = b ? process : c', true],
    // oxlint-disable-next-line no-template-curly-in-string -- the source of a template
    ['`${process.pid}`', true],
  ])('%s touches process: %s', (source, expected) => {
    expect(touchesProcess(source)).toBe(expected)
  })
})
