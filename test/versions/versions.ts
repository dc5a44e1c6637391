import { execFile } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import type { Observation } from '../../src/observe/observation.ts'
import { packageRoot } from '../../src/package-root.ts'
import { drive } from '../support/drive.ts'
import { ask } from '../support/side-by-side.ts'
import { PATHS, WAYS, type Way } from './apps.ts'

/**
 * `npm run test:versions`: runs one app under the instrument with each Node.js, Express and express-session, in each way in which apps are
 * written, and compares what it answers, and what is observed, with what has to come. Installs into a temporary folder, or into the
 * one that is named, which stays.
 */

const NODES = ['20', '22', '24']
const EXPRESSES = ['4.0', '4.6', '4.16', '4.22', '5.0', '5.1', '5.2', '5.3']
const SESSIONS = ['1.15', '1.16', '1.17', '1.18', '1.19']
const NEWEST = { express: '5.3', session: '1.19' }

interface Node {
  readonly program: string
  readonly version: string
}

const [, , named] = process.argv
const folder = named ? path.resolve(named) : mkdtempSync(path.join(os.tmpdir(), 'session-tutor-versions-'))
const print = (line: string) => void process.stdout.write(`${line}\n`)
const REGISTER = path.join(packageRoot, 'dist/src/observe/register.js')

/** Installs packages, once. @returns the folder */
async function install(name: string, ...packages: readonly string[]): Promise<string> {
  const home = path.join(folder, name)
  if (existsSync(path.join(home, 'node_modules'))) return home
  mkdirSync(home, { recursive: true })
  writeFileSync(path.join(home, 'package.json'), '{ "private": true }')
  const flags = ['--no-audit', '--no-fund', '--prefer-offline', '--ignore-scripts']
  await promisify(execFile)('npm', ['install', ...flags, ...packages], {
    cwd: home,
    env: { ...process.env, NODE_OPTIONS: '' },
    shell: process.platform === 'win32',
  })
  return home
}

async function nodeOf(major: string): Promise<Node> {
  if (process.versions.node.startsWith(`${major}.`))
    return { program: process.execPath, version: process.versions.node }
  const name = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`
  const home = await install(`node-${major}`, `${name}@${major}`)
  const program = path.join(home, 'node_modules', name, 'bin/node')
  const { stdout } = await promisify(execFile)(program, ['-p', 'process.versions.node'])
  return { program, version: stdout.trim() }
}

/** What stands before a file that needs a loader: the command of jiti, and a module of tsx. */
const flagsOf = ({ loader }: Way, home: string): string[] => {
  const inside = (...names: string[]) => path.join(home, 'node_modules', ...names)
  if (loader === 'jiti') return [inside('jiti/lib/jiti-cli.mjs')]
  return loader === 'tsx' ? ['--import', inside('tsx/dist/loader.mjs')] : []
}

/** Writes the app, and runs it with and without the instrument. @returns what is wrong; null where it does not run without either */
async function run(node: Node, home: string, way: Way, hasWays = true): Promise<string[] | null> {
  const file = path.join(home, way.file)
  writeFileSync(file, way.source)
  const loader = flagsOf(way, home)
  const flags = [way.by, REGISTER, ...loader]
  const alone = await ask(file, PATHS, loader, node.program).catch(() => null)
  if (!alone?.answers[0]?.startsWith('HTTP/1.1 200')) return null
  const observed = await ask(file, PATHS, flags, node.program).catch((error: unknown) => String(error))
  const same = JSON.stringify(observed) === JSON.stringify(alone)
  const known = await drive(
    { file, flags, nodePath: node.program },
    PATHS.map((url) => ({ send: `GET ${url}` })),
  )
  return [
    ...(same ? [] : [`it answered ${JSON.stringify(alone)}`, `and observed ${JSON.stringify(observed)}`]),
    ...wrongIn(known, file, hasWays),
  ]
}

/** What should have been observed, and was not. @param hasWays before 4.6 the layers of Express cannot be asked, and are not seen */
function wrongIn({ sessions, exchanges, packages }: Observation, file: string, hasWays: boolean): string[] {
  const facts = {
    'calls of session()': [sessions.map(({ at, version }) => [at?.file === file, version !== null]), [[true, true]]],
    statuses: [exchanges.map(({ response }) => response?.status), [200, 200, 500, 404]],
    'what session() did': [exchanges.map(({ session }) => session.state), ['no-cookie', 'found', 'found', 'found']],
    cookies: [exchanges.map(({ session }) => session.cookie), ['set', 'none', 'none', 'none']],
    'ways of requests': [
      exchanges.map(({ layers }) => layers.map(({ name }) => name).filter((name) => NAMES.has(name))),
      [
        ['session', 'second', 'login'],
        ['session', 'second', 'me'],
        ['session', 'second', 'fails', 'failed'],
        ['session', 'second'],
      ],
    ],
    errors: [exchanges.map(({ errors }) => errors.map(({ message }) => message)), [[], [], ['handed on'], []]],
    'ends of layers': [
      exchanges.map(({ layers }) => layers.at(-1)?.did),
      ['answered', 'answered', 'answered', 'passed'],
    ],
    packages: [['express', 'express-session'].map((name) => packages.some((one) => one.name === name)), [true, true]],
  }
  return Object.entries(facts).flatMap(([name, [found, right]]) =>
    JSON.stringify(found) === JSON.stringify(right) || (!hasWays && OF_LAYERS.has(name))
      ? []
      : [`${name}: ${JSON.stringify(found)}`],
  )
}

const OF_LAYERS = new Set(['ways of requests', 'errors', 'ends of layers'])

/** What Express adds itself does not count. */
const NAMES = new Set(['session', 'second', 'login', 'me', 'fails', 'failed'])

const has = ({ version }: Node, [major, minor]: readonly [number, number]): boolean => {
  const [own = 0, ownMinor = 0] = version.split('.').map(Number)
  return own > major || (own === major && ownMinor >= minor)
}

async function runAll(): Promise<boolean> {
  let isRight = true
  const tell = (names: readonly string[], wrong: readonly string[] | null) => {
    print(
      [...names, wrong === null ? 'does not run, observed or not' : wrong.length === 0 ? 'right' : 'WRONG'].join(' | '),
    )
    for (const sentence of wrong ?? []) print(`  ${sentence}`)
    isRight &&= !wrong?.length
  }
  const nodes: Node[] = []
  for (const major of NODES) nodes.push(await nodeOf(major))
  const pairs = [
    ...EXPRESSES.map((express) => ({ ...NEWEST, express })),
    ...SESSIONS.slice(0, -1).map((session) => ({ ...NEWEST, session })),
  ]
  const homeOf = ({ express, session }: typeof NEWEST, ...more: string[]) =>
    install(['app', express, session, ...more].join('-'), `express@~${express}`, `express-session@~${session}`, ...more)

  const usual = WAYS.filter(({ name }) => name === 'ESM' || name === 'CommonJS')
  for (const pair of pairs)
    for (const node of nodes)
      for (const way of usual)
        tell(
          [node.version, `Express ${pair.express}`, `express-session ${pair.session}`, way.name],
          await run(node, await homeOf(pair), way, pair.express !== '4.0'),
        )

  const home = await homeOf(NEWEST, 'jiti', 'tsx')
  const linked = path.join(folder, 'linked')
  mkdirSync(linked, { recursive: true })
  if (!existsSync(path.join(linked, 'node_modules')))
    symlinkSync(path.join(home, 'node_modules'), path.join(linked, 'node_modules'), 'junction')
  for (const node of nodes)
    for (const way of WAYS.filter(({ least = [0, 0] }) => has(node, least)))
      for (const [place, name] of [
        [home, 'installed'],
        [linked, 'linked'],
      ] as const)
        tell([node.version, way.name, name], await run(node, place, way))
  return isRight
}

try {
  process.exitCode = (await runAll()) ? 0 : 1
} finally {
  if (!named) rmSync(folder, { recursive: true, force: true })
}
