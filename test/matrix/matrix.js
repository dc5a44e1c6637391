import { execFile, spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { syllabus } from '../../dist/lessons/index.js'
import { print } from '../bench/table.js'

/**
 * Plays every lesson and every experiment on each supported combination of Node.js, Express and express-session, through
 * `lesson <name> --with <folder>`. Fails where a claim does not hold or an experiment is not true. Installs into a temporary
 * folder, each version once. With words, as in `npm run test:matrix -- genid login-guard`, it plays these lessons alone. What is wrong is printed
 * below its line. `SESSION_TUTOR_BROWSER=none` leaves out a real browser, which takes longer.
 */

const asked = process.argv.slice(2)
const unknown = asked.filter((name) => !syllabus.some(({ slug }) => slug === name))
if (unknown.length > 0) throw new Error(`There is no lesson ${unknown.join(' or ')}.`)
const lessonsToPlay = syllabus.map(({ slug }) => slug).filter((slug) => asked.length === 0 || asked.includes(slug))

const NODES = ['20', '22', '24']
const EXPRESSES = ['4.22', '5.3']
const SESSIONS = ['1.17.3', '1.18.2', '1.19.0']

/** The longest that a lesson may take with its experiments, in milliseconds: servers in processes of their own take minutes on a busy machine. */
const LIMIT_MS = 30 * 60_000

const folder = mkdtempSync(path.join(os.tmpdir(), 'session-tutor-matrix-'))
const children = new Set()

/** Runs a program to its end. @throws what it printed, if it fails */
async function run(program, words, options = {}) {
  const running = promisify(execFile)(program, words, options)
  children.add(running.child)
  try {
    return await running
  } finally {
    children.delete(running.child)
  }
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    for (const child of children) child.kill('SIGKILL')
    rmSync(folder, { recursive: true, force: true })
    process.exit(130)
  })
}

try {
  process.exitCode = (await playAll()) ? 0 : 1
} finally {
  rmSync(folder, { recursive: true, force: true })
}

/** @returns whether everything held everywhere */
async function playAll() {
  print('Installing ...')
  const nodes = await inTurns(NODES, installNode)
  const pairs = EXPRESSES.flatMap((express) => SESSIONS.map((session) => ({ express, session })))
  const apps = await inTurns(pairs, installApp)
  const combinations = nodes.flatMap((node) => (node ? apps.map((app) => ({ node, app })) : []))
  print(`Playing ${lessonsToPlay.length} lessons on ${combinations.length} combinations ...\n`)
  line(['Node.js', 'Express', 'express-session', 'claims held', 'experiments true', ''])
  const show = inOrder(({ cells, wrong }) => {
    line(cells)
    for (const sentence of wrong) print(`  ${sentence}`)
  })
  const results = await inTurns(combinations, async ({ node, app }, place) => {
    const lessons = []
    for (const slug of lessonsToPlay) lessons.push(await playLesson(node, app, slug))
    const figures = ['held', 'claims', 'true', 'experiments'].map((key) =>
      lessons.reduce((sum, one) => sum + one[key], 0),
    )
    const [held, claims, isTrue, experiments] = figures
    const wrong = lessons.flatMap((lesson) => lesson.wrong)
    const right = wrong.length === 0 && claims > 0 && experiments > 0
    const names = [node.version, app.versions.express, app.versions['express-session']]
    show(place, {
      cells: [...names, `${held} of ${claims}`, `${isTrue} of ${experiments}`, right ? '' : 'WRONG'],
      wrong,
    })
    return { right, figures }
  })
  const [held, claims, isTrue, experiments] = [0, 1, 2, 3].map((i) =>
    results.reduce((sum, { figures }) => sum + figures[i], 0),
  )
  const bad = results.filter(({ right }) => !right)
  print(
    `\n${held} of ${claims} claims held and ${isTrue} of ${experiments} experiments were true on ${results.length} combinations.`,
  )
  const missing = NODES.filter((_, i) => nodes[i] === null)
  if (missing.length > 0) print(`\nNode.js ${missing.join(' and ')} cannot be had here, and was left out.`)
  return bad.length === 0 && results.length > 0
}

/** Does one thing for each of a list, as many at a time as there are cores. @returns what came out, in their order */
async function inTurns(list, work) {
  const results = []
  const waiting = [...list.entries()]
  const worker = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) results[next[0]] = await work(next[1], next[0])
  }
  await Promise.all(Array.from({ length: os.availableParallelism() }, worker))
  return results
}

/** Calls a function with things in the order of their places, each as soon as those before it have come. */
function inOrder(tell) {
  const come = []
  let told = 0
  return (place, thing) => {
    come[place] = thing
    for (; come[told]; told += 1) tell(come[told])
  }
}

/** The running Node.js for its own major, else one from the npm registry; null where that has none for this platform. */
async function installNode(major) {
  if (process.versions.node.split('.')[0] === major)
    return { program: process.execPath, version: process.versions.node }
  const platform = process.platform === 'win32' ? 'win' : process.platform
  const name = `node-${platform}-${process.arch}`
  const home = path.join(folder, `node-${major}`)
  try {
    await install(home, `${name}@${major}`)
  } catch {
    return null
  }
  const program = path.join(home, 'node_modules', name, 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
  if (!existsSync(program)) return null
  const { stdout } = await run(program, ['-p', 'process.versions.node'])
  return { program, version: stdout.trim() }
}

async function installApp({ express, session }) {
  const home = path.join(folder, `express-${express}-session-${session}`)
  await install(home, `express@${express}`, `express-session@${session}`)
  const versionOf = (name) =>
    JSON.parse(readFileSync(path.join(home, 'node_modules', name, 'package.json'), 'utf8')).version
  return { home, versions: { express: versionOf('express'), 'express-session': versionOf('express-session') } }
}

async function install(home, ...packages) {
  mkdirSync(home)
  writeFileSync(path.join(home, 'package.json'), '{ "private": true }')
  const flags = ['--no-audit', '--no-fund', '--prefer-offline', '--ignore-scripts']
  await run('npm', ['install', ...flags, ...packages], { cwd: home, shell: process.platform === 'win32' })
}

/** Plays one lesson and its experiments in a process of its own. One that crashes or hangs there is wrong, too. */
function playLesson({ program, version }, { home, versions }, slug) {
  const child = spawn(
    program,
    [path.join(import.meta.dirname, 'play-lesson.js'), slug, home, JSON.stringify({ node: version, ...versions })],
    {
      // As in a shell: vitest and npm set variables of their own.
      env: { ...process.env, NODE_ENV: undefined, SESSION_TUTOR_STATE_DIR: path.join(folder, 'state') },
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: LIMIT_MS,
      killSignal: 'SIGKILL',
    },
  )
  children.add(child)
  let [printed, problems] = ['', '']
  child.stdout.setEncoding('utf8').on('data', (text) => (printed += text))
  child.stderr.setEncoding('utf8').on('data', (text) => (problems += text))
  return new Promise((resolve) => {
    child.on('close', (code, signal) => {
      children.delete(child)
      if (code === 0) return resolve(JSON.parse(printed))
      const wrong = [`${slug}: ended with ${code ?? signal}: ${problems.trim().split('\n').slice(-6).join(' / ')}`]
      return resolve({ held: 0, claims: 0, true: 0, experiments: 0, wrong })
    })
  })
}

/** One line of the table. */
function line(cells) {
  const widths = [10, 10, 17, 14, 18, 6]
  print(cells.map((cell, i) => cell.padEnd(widths[i])).join(''))
}
