import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { build, type Plugin } from 'rolldown'
import { onlyForCompiler, type Range } from './src/lesson/without-types.ts'

/**
 * `npm run build`: makes `dist/`. A source becomes a file there, in the same place, so that what is found beside a file (a lesson's apps, the program
 * of a thread) is found there too. But Node.js takes about half a millisecond for each file of a program. So what is loaded together
 * is built together, into one file: a part.
 */

/**
 * The files of each part, by the part's name. A part lies in the folder of its files, because some ask where they are. Left out is
 * what few commands load: most of it loads a package.
 */
const PARTS: Readonly<Record<string, RegExp>> = {
  // What each command draws with is in it.
  main: /^(commander|declare|duration|environment|environment-variables|errors|examples|flags|main|package-root|program|version|terminal\/(text|style))\./,
  'commands/inspect/all': /^commands\/inspect\/(inspect|contradictions|exit-code)\./,
  'cookie/all': /^cookie\/(?!unusual\/)/,
  'cookie/unusual/all': /^cookie\/unusual\/(?!code)/,
  'doctor/all': /^doctor\/(?!later|compiled|preload)/,
  'course/all': /^(course|progress|commands\/list|terminal\/course\/list)(\/|\.)/,
  'diagnosis/causes/all': /^diagnosis\/(causes\/|catalogue|diagnose|ignored-id)/,
  'diagnosis/all': /^diagnosis\/(?!symptoms|words\/)/,
  'exercise/all': /^exercise\/(?!causes)/,
  'lesson/all': /^lesson\/(?!attempt|compare|player|redirection|replay|server-program)/,
  'observe/all': /^observe\/(?!(leave-out|register|report|fact|amount)\.)/,
  'sandbox/all': /^sandbox\/(?!source|protocol|problems\/|child\/)/,
  'sandbox/child/all': /^sandbox\/child\/(?!main|known-world|draws|pipes)/,
  // What is drawn of somebody's own app.
  'terminal/trace/all': /^terminal\/(trace|doctor|explain)\/(?!pair)/,
  'terminal/cookie/all': /^terminal\/cookie\//,
  'terminal/all':
    /^terminal\/(?!cookie\/|prompts|line-reader|markup\/(markdown|code)|watch\/|explain\/pair|exercise\/(file-diff|hints|solution)|lesson\/event)/,
  'wire/all': /^wire\/(?!redis\/(client|start)|proxy\/|clock|last-handler|observed|whole-client|wire\.)/,
}

/** Files of parts that are also asked for by name: by the bin, and by programs of tests. */
const DOORS = ['main', 'course/find', 'exercise/attempt', 'exercise/index', 'observe/instrument', 'progress/open']

/** @param file its path in `src` @returns the name of its part */
const partOf = (file: string): string | undefined => Object.keys(PARTS).find((name) => PARTS[name]?.test(file))

/** The names of the sources in a folder, without their ending. */
const sourcesIn = (folder: string): string[] =>
  readdirSync(path.join(import.meta.dirname, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => file.slice(0, -'.ts'.length).split(path.sep).join('/'))

const alone = [
  ...sourcesIn('src')
    .filter((name) => DOORS.includes(name) || !partOf(`${name}.ts`))
    .map((name) => `src/${name}`),
  // What learners are given is never run from here, and the sizes become a part of the list that needs them.
  ...sourcesIn('lessons')
    .filter((name) => name !== 'sizes' && !/\/exercise\/(starter|solution)$/.test(name))
    .map((name) => `lessons/${name}`),
]

/** Packages that are loaded with every command, and so stand in its file. commander stays a dependency all the same: it is what the tutor is made of. */
const IN_MAIN = ['commander', 'fast-string-width', 'fast-string-truncated-width', 'fast-wrap-ansi']

/** Small packages that are not what the tutor is about: built in, each a file of its own, nobody has to install them. */
const BUILT_IN = [
  '@jest/diff-sequences',
  '@sveltejs/acorn-typescript',
  'acorn',
  'js-tokens',
  'leven',
  'marked',
  'redis-errors',
  'redis-parser',
]

/** @param id what is imported, or the path of a file @returns the package that it is of; undefined where it is of none */
const packageNameOf = (id: string): string | undefined =>
  /(?:^|[\\/]node_modules[\\/])((?:@[\w.-]+[\\/])?[\w.-]+)(?:[\\/](?!.*node_modules)|$)/
    .exec(id)?.[1]
    ?.replace('\\', '/')

const isCommander = (id: string): boolean => packageNameOf(id) === 'commander'

const isBuiltIn = (id: string): boolean => [...IN_MAIN, ...BUILT_IN].includes(packageNameOf(id) ?? '')

/** @param id the path of a file @returns the part that it is built into; null for a file of its own */
function groupOf(id: string): string | null {
  const name = packageNameOf(id)
  if (name !== undefined) return IN_MAIN.includes(name) ? 'main' : `packages/${name.replace(/^@.*\//, '')}`
  return partOf(path.relative(SOURCES, id).split(path.sep).join('/')) ?? null
}

const SOURCES = path.join(import.meta.dirname, 'src')

/** commander asks for `child_process` at once, and needs it for commands that are programs of their own: there are none, and it takes 3 ms. */
const isOfPrograms = (name: string, importer = ''): boolean => name === 'node:child_process' && isCommander(importer)

/** What it gets instead: it lies nowhere, and belongs to the package. */
const NO_PROGRAMS = path.join(import.meta.dirname, 'node_modules/commander/no-programs.js')

const noPrograms: Plugin = {
  name: 'no-programs',
  resolveId: (name, importer) => (isOfPrograms(name, importer) ? NO_PROGRAMS : undefined),
  load: (id) => (id === NO_PROGRAMS ? 'module.exports = {}' : undefined),
}

const { output } = await build({
  cwd: import.meta.dirname,
  input: Object.fromEntries(alone.map((name) => [name, `${name}.ts`])),
  platform: 'node',
  // Other packages are loaded as they are.
  external: (name, importer) => /^[\w@]/.test(name) && !isBuiltIn(name) && !isOfPrograms(name, importer),
  plugins: [noPrograms],
  // A file may export more than its source, for another part.
  preserveEntrySignatures: 'allow-extension',
  // A file may be loaded lazily here and at once there.
  checks: { ineffectiveDynamicImport: false, bundlerTimings: false },
  output: {
    dir: 'dist',
    comments: false,
    minifyInternalExports: false,
    entryFileNames: '[name].js',
    chunkFileNames: 'src/[name].js',
    codeSplitting: {
      includeDependenciesRecursively: false,
      groups: [{ name: groupOf }],
    },
  },
})

// Anyone who passes on a package passes on its licence too.
const inside = new Set(
  output
    .flatMap((chunk) => ('moduleIds' in chunk ? chunk.moduleIds.map(packageNameOf) : []))
    .filter((name) => name !== undefined),
)
writeFileSync(path.join(import.meta.dirname, 'dist/LICENSES'), [...inside].toSorted().map(licenceOf).join('\n'))

/** The name of a package, and what its licence says. */
function licenceOf(name: string): string {
  const folder = path.join(import.meta.dirname, 'node_modules', name)
  const [licence = ''] = readdirSync(folder).filter((file) => /^licen[cs]e/i.test(file))
  return `${name}\n\n${readFileSync(path.join(folder, licence), 'utf8')}`
}

// What a learner reads of a lesson's app is what runs, line for line: what stands there for the compiler only is left blank.
for (const lesson of readdirSync(path.join(import.meta.dirname, 'lessons'), { withFileTypes: true })) {
  if (!lesson.isDirectory()) continue
  const folder = path.join('lessons', lesson.name)
  for (const file of readdirSync(path.join(import.meta.dirname, folder))) {
    if (!file.endsWith('.ts') || file === 'lesson.ts') continue
    const source = readFileSync(path.join(import.meta.dirname, folder, file), 'utf8')
    // oxlint-disable-next-line no-await-in-loop -- there are few
    const { types } = await onlyForCompiler(file, source)
    const built = blanked(source, types).replaceAll(/(from '\.\/[^']+\.)ts'/g, "$1js'")
    writeFileSync(path.join(import.meta.dirname, 'dist', folder, file.replace(/\.ts$/, '.js')), built)
  }
}

/** A text with spaces in some places, of as many lines as before. */
function blanked(text: string, ranges: readonly Range[]): string {
  const spaces = ([start, end]: Range) => text.slice(start, end).replaceAll(/[^\n]/g, ' ')
  return ranges.reduce((all, range) => all.slice(0, range[0]) + spaces(range) + all.slice(range[1]), text)
}
