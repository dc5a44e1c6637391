import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { print } from '../bench/table.js'

const HELP = `npm run test:peers -- <folder>

Runs the suites of Express and express-session as they are, again under session-tutor/observe, loaded
by --import and by --require, and again under session-tutor trace. Each test that passes without the
instrument must pass with it.

<folder> holds checkouts, one a folder, whatever their names. The packages on npm come without their tests:

  mkdir peers && cd peers
  git clone --branch v1.19.0 https://github.com/expressjs/session session-1.19
  git clone --branch v5.2.1 https://github.com/expressjs/express express-5.2
  git clone --branch v4.22.2 https://github.com/expressjs/express express-4.22
  for checkout in */; do (cd $checkout && npm install --ignore-scripts); done

Prints a line for each checkout: how many tests passed without the instrument and with it, how many requests
the instrument saw, and below each test that passes without it and fails with it, with its error. A test that
fails once under the instrument is given a second run, and so is the run without it.

Exits with 0 where all is the same, 1 where something differs or the instrument saw nothing, 2 where the
folder is none with checkouts.
`

const ROOT = path.join(import.meta.dirname, '../..')
const REGISTER = path.join(ROOT, 'dist/src/observe/register.js')
const PEERS = ['express', 'express-session']
const TUTOR = path.join(ROOT, 'bin/session-tutor.js')
/** How the instrument comes in: by a flag of Node.js, or as people would have it. */
const WAYS = ['--import', '--require', 'trace']
/** The longest that a suite may take, in milliseconds. A suite takes seconds, and one that hangs is over then. */
const LIMIT_MS = 300_000

function wrong(sentence) {
  process.stderr.write(`${sentence}\n\n${HELP}`)
  return 2
}

/** @returns the exit code */
async function compareAll(folder) {
  if (!existsSync(REGISTER)) return wrong('This runs what was built. Run: npm run build')
  const checkouts = findCheckouts(folder)
  if (checkouts.length === 0) return wrong(`${folder} has no checkout of Express or express-session.`)
  const unready = checkouts.find(({ home }) => mochaOf(home) === null)
  if (unready) return wrong(`${unready.home} has no mocha. Run npm install --ignore-scripts there.`)
  print(`Node.js ${process.versions.node}: tests that passed`)
  line(['', 'without', ...WAYS, 'requests seen'])
  const results = []
  for (const checkout of checkouts) results.push(await compare(checkout))
  return results.every(Boolean) ? 0 : 1
}

function findCheckouts(folder) {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => path.join(folder, name))
    .filter((home) => existsSync(path.join(home, 'package.json')) && existsSync(path.join(home, 'test')))
    .map((home) => ({ home, ...JSON.parse(readFileSync(path.join(home, 'package.json'), 'utf8')) }))
    .filter(({ name }) => PEERS.includes(name))
}

/** The program of mocha, which begins no other: NODE_OPTIONS are for that alone. */
function mochaOf(home) {
  const programs = ['_mocha', 'mocha.js', '_mocha.js'].map((name) => path.join(home, 'node_modules/mocha/bin', name))
  return programs.find((program) => existsSync(program)) ?? null
}

/** Runs the suite of one checkout in each way, and prints what differs. @returns whether nothing does */
async function compare({ home, name, version }) {
  const certificates = path.join(home, 'test/support/gencert.sh')
  if (existsSync(certificates)) spawnSync('sh', [certificates], { cwd: home, stdio: 'ignore' })
  const without = await runSuite(home, null)
  const ways = []
  for (const way of WAYS) {
    const first = await runSuite(home, way)
    const lost = lostIn(first, without)
    if (lost.length === 0) ways.push({ way, ...first, lost })
    else {
      const [again, base] = [await runSuite(home, way), await runSuite(home, null)]
      ways.push({ way, ...again, lost: lostIn(again, base).filter((title) => lost.includes(title)) })
    }
  }
  line([
    `${name} ${version}`,
    passed(without),
    ...ways.map(passed),
    `  ${ways.map(({ requests }) => requests).join(', ')}`,
  ])
  for (const { way, lost, tests } of ways)
    for (const title of lost) print(`  ${way}: ${title}\n    ${tests.get(title)?.error ?? 'did not run'}`)
  const isBlind = ways.some(({ requests }) => requests === 0)
  if (isBlind) print('  The instrument saw no request.')
  return passed(without) > 0 && !isBlind && ways.every(({ lost }) => lost.length === 0)
}

const passed = ({ tests }) => [...tests.values()].filter(({ state }) => state === 'passed').length

/** The titles of tests that pass in one run and not in the other. */
const lostIn = (run, base) =>
  [...base.tests].flatMap(([title, { state }]) =>
    state === 'passed' && run.tests.get(title)?.state !== 'passed' ? [title] : [],
  )

/** Runs a suite to its end. @param way in which the instrument is loaded; null for none */
async function runSuite(home, way) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'session-tutor-peers-'))
  const [results, facts] = ['results', 'facts'].map((name) => path.join(folder, name))
  const has = (place) => existsSync(path.join(home, place))
  const support = has('test/support/env.js') ? ['--require', 'test/support/env'] : []
  const suites = ['test/', ...(has('test/acceptance') ? ['test/acceptance/'] : [])]
  const reporter = path.join(import.meta.dirname, 'reporter.cjs')
  try {
    const mocha = [mochaOf(home), ...support, '--check-leaks', '--reporter', reporter, '--timeout', '10000', ...suites]
    const child = spawn(
      process.execPath,
      way === 'trace' ? [TUTOR, 'trace', '--json-file', facts, '--', process.execPath, ...mocha] : mocha,
      {
        cwd: home,
        env: {
          ...process.env,
          NODE_OPTIONS: way === null || way === 'trace' ? '' : `${way}=${JSON.stringify(REGISTER)}`,
          PEERS_RESULTS: results,
          SESSION_TUTOR_OBSERVE: facts,
        },
        stdio: 'ignore',
        timeout: LIMIT_MS,
        killSignal: 'SIGKILL',
      },
    )
    await new Promise((resolve) => child.on('close', resolve))
    return { tests: new Map(linesOf(results).map((test) => [test.title, test])), requests: requestsIn(linesOf(facts)) }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const linesOf = (file) =>
  existsSync(file)
    ? readFileSync(file, 'utf8')
        .split('\n')
        .filter(Boolean)
        .map((text) => JSON.parse(text))
    : []

/** How many requests the instrument saw, those that it only counted too. @param lines facts, or what trace told of them */
const requestsIn = (lines) =>
  Math.max(
    0,
    ...lines.flatMap((told) => {
      if (told.event === 'end') return [told.exchanges + told.dropped]
      return told.fact === 'exchange' ? [told.exchange.number] : []
    }),
  )

function line([name, ...cells]) {
  print(name.padEnd(24) + cells.map((cell) => String(cell).padStart(16)).join(''))
}

const words = process.argv.slice(2)
if (words.includes('--help') || words.includes('-h')) print(HELP)
else process.exitCode = words.length === 1 ? await compareAll(path.resolve(words[0])) : wrong('Name one folder.')
