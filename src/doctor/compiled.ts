import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire, register } from 'node:module'
import path from 'node:path'
import { pathToFileURL } from 'node:url'

/**
 * Loaded before an app in TypeScript (`--import`), which then starts as after `tsc && node`: what runs is what the compiler made of it. If
 * the compiler finds a fault in its types, what it says is printed, and the process ends with 2, as `tsc` does.
 */

const file = process.argv[1] ?? ''
const beside = createRequire(file)

/** For the empty folder in which the app runs: what lies above the file says what is wanted of the tutor. */
const SETTINGS = {
  compilerOptions: {
    strict: true,
    skipLibCheck: true,
    noEmitOnError: true,
    target: 'es2022',
    module: 'esnext',
    moduleResolution: 'bundler',
    types: ['node'],
    // Those of Node.js are asked for by no file.
    typeRoots: [path.join(beside.resolve('@types/node/package.json'), '../..')],
    rootDir: path.dirname(file),
    outDir: 'compiled',
  },
  files: [file],
}
writeFileSync('tsconfig.json', JSON.stringify(SETTINGS))

const compiler = path.join(beside.resolve('typescript/package.json'), '../bin/tsc')
const { NODE_OPTIONS: _instrument, ...variables } = process.env
const { status, stdout } = spawnSync(process.execPath, [compiler, '--pretty', 'false'], {
  env: variables,
  encoding: 'utf8',
})
if (status !== 0) {
  process.stdout.write(stdout.replaceAll(path.relative('.', file), path.basename(file)))
  process.exit(2)
}
const made = readFileSync(path.join('compiled', `${path.parse(file).name}.js`), 'utf8')
const hooks = `const { url, source } = ${JSON.stringify({ url: pathToFileURL(file).href, source: made })}
export const load = (asked, context, next) =>
  asked === url ? { format: 'module', source, shortCircuit: true } : next(asked, context)`
register(`data:text/javascript,${encodeURIComponent(hooks)}`)
