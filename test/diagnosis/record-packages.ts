import { execFileSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { catalogue } from '../../src/diagnosis/catalogue.ts'
import { appOf, type Cause } from '../../src/diagnosis/cause.ts'
import type { Move } from '../../src/diagnosis/moves.ts'
import { HOME, subjectOf, type RecordedRuns } from '../../src/doctor/pair.ts'
import type { Observation } from '../../src/observe/observation.ts'
import { packageRoot } from '../../src/package-root.ts'
import { drive } from '../support/drive.ts'

/**
 * `npm run record:packages`: installs the packages that apps of causes need and that learners need not have, runs both apps of each such
 * cause, and keeps what happened beside them, so that `explain` can show it without these packages. Words name some of the causes.
 */

interface Manifest {
  readonly dependencies: Readonly<Record<string, string>>
  readonly devDependencies: Readonly<Record<string, string>>
}

const manifest = JSON.parse(readFileSync(path.join(packageRoot, 'package.json'), 'utf8')) as Manifest

/** Everywhere beside the tutor, so nobody needs a recording of what uses only these. */
const isShipped = (name: string): boolean => name in manifest.dependencies

/** How long a watcher takes to see a change and start the app again, in milliseconds. */
const WATCHED_MS = 3000

const names = process.argv.slice(2)
const causes = catalogue.filter(
  ({ code, needs }) => needs.some((name) => !isShipped(name)) && (names.length === 0 || names.includes(code)),
)
const folder = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'session-tutor-packages-')))
try {
  install([...new Set(['express', 'express-session', ...causes.flatMap(({ needs }) => needs), 'session-file-store'])])
  for (const cause of causes) await record(cause)
} finally {
  rmSync(folder, { recursive: true, force: true })
}

function install(packages: readonly string[]): void {
  writeFileSync(path.join(folder, 'package.json'), '{"type":"module"}')
  const known = { ...manifest.dependencies, ...manifest.devDependencies }
  const wanted = packages.map((name) => (known[name] === undefined ? name : `${name}@${known[name]}`))
  execFileSync('npm', ['install', '--no-audit', '--no-fund', ...wanted], { cwd: folder, stdio: 'inherit' })
}

async function record(cause: Cause): Promise<void> {
  const { code, moves, fixedMoves, needs } = cause
  const [broken, fixed] = [appOf(cause, 'broken'), appOf(cause, 'fixed')]
  const own = path.join(packageRoot, 'src/diagnosis/causes', code)
  const home = path.join(folder, code)
  mkdirSync(home)
  for (const name of [broken, fixed]) copyFileSync(path.join(own, name), path.join(home, name))
  const runs: RecordedRuns = {
    versions: {
      'Node.js': process.version.slice(1),
      ...Object.fromEntries(['express', 'express-session', ...needs].map((name) => [name, versionOf(name)])),
    },
    broken: await run(cause, path.join(home, broken), moves),
    fixed: await run(cause, path.join(home, fixed), fixedMoves ?? moves),
  }
  const isRight = cause.find(runs.broken) !== null && cause.find(runs.fixed) === null
  if (isRight) writeFileSync(path.join(own, 'recorded.json'), `${textOf(runs, home)}\n`)
  process.stdout.write(`${code}: ${isRight ? 'kept' : 'does not show it'}\n`)
}

function versionOf(name: string): string {
  const file = path.join(folder, 'node_modules', name, 'package.json')
  return (JSON.parse(readFileSync(file, 'utf8')) as { readonly version: string }).version
}

/** Uses an app, under a watcher where it is about that. */
async function run(cause: Cause, file: string, moves: readonly Move[]): Promise<Observation> {
  if (!cause.needs.includes('nodemon'))
    return drive(subjectOf(cause, file, { dist: path.join(packageRoot, 'dist') }), moves)
  // The instrument goes on to what nodemon starts, and so does what a shell says that it started (`_`).
  const watcher = path.join(path.dirname(file), 'watch.js')
  // The two apps differ only by how they are to be started, which their first lines say.
  const [, ignored] = /--ignore (\S+)/.exec(readFileSync(file, 'utf8')) ?? []
  const ignore = ignored === undefined ? [] : [ignored]
  const options = JSON.stringify({ script: file, ignore, watch: ['.'], ext: 'js,json', stdout: false })
  writeFileSync(
    watcher,
    `import nodemon from 'nodemon'\nnodemon({ ...${options}, env: { NODE_OPTIONS: process.execArgv.join(' '), _: 'nodemon' } })\n`,
  )
  const patient = moves.flatMap((move): readonly Move[] => [move, { restsMs: WATCHED_MS }])
  const observation = await drive({ file: watcher }, patient)
  // It was ended at once, and could not end what it had started.
  for (const { pid } of observation.processes) end(pid)
  return observation
}

function end(pid: number): void {
  try {
    process.kill(pid)
  } catch {
    // It has ended.
  }
}

/** Runs as text, without the folders of this machine. */
function textOf(runs: RecordedRuns, home: string): string {
  return JSON.stringify(runs).replaceAll(home, HOME).replaceAll(folder, '<packages>').replaceAll(packageRoot, '<tutor>')
}
