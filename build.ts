import { readdirSync } from 'node:fs'
import path from 'node:path'
import { build } from 'rolldown'

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
  start: /^(commander|environment|environment-variables|errors|flags|main|package-root|program)\./,
  'cookie/all': /^cookie\//,
  'course/all': /^(course|progress)\//,
  'diagnosis/causes/all': /^diagnosis\/(causes\/|catalogue|diagnose)/,
  'diagnosis/all': /^diagnosis\/(?!symptoms|words\/)/,
  'exercise/all': /^exercise\/(?!causes)/,
  'lesson/all': /^lesson\/(?!attempt|compare|player|redirection|replay)/,
  'observe/all': /^observe\/(?!register|report|fact|amount)/,
  'sandbox/all': /^sandbox\/(?!source|protocol|problems\/|child\/)/,
  'sandbox/child/all': /^sandbox\/child\/(?!main|known-world|draws|pipes)/,
  'terminal/all':
    /^terminal\/(?!prompts|line-reader|markup\/(markdown|code)|watch\/|exercise\/(file-diff|hints|solution)|lesson\/event)/,
  'wire/all': /^wire\/(?!clock|last-handler|observed|whole-client|wire\.)/,
}

/** Files of parts that are also asked for by name: by the bin, and by programs of tests. */
const DOORS = [
  'main',
  'environment',
  'course/find',
  'exercise/attempt',
  'exercise/index',
  'observe/instrument',
  'progress/open',
]

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
  // What learners are given is never run from here.
  ...sourcesIn('lessons')
    .filter((name) => !/\/exercise\/(starter|solution)$/.test(name))
    .map((name) => `lessons/${name}`),
]

const SOURCES = path.join(import.meta.dirname, 'src')

await build({
  cwd: import.meta.dirname,
  input: Object.fromEntries(alone.map((name) => [name, `${name}.ts`])),
  platform: 'node',
  // Packages are loaded as they are.
  external: /^[\w@]/,
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
      groups: [{ name: (file) => partOf(path.relative(SOURCES, file).split(path.sep).join('/')) ?? null }],
    },
  },
})
