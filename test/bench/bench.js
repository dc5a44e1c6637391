import { spawnSync } from 'node:child_process'
import { existsSync, lstatSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { forNpm, median, print, row, verdict } from './table.js'

/**
 * `npm run bench`: how long the built program takes and how large its package is, beside the goals. Only ratios of what was
 * measured in the same minute mean something, so the commands take turns. Prints; never fails because a machine is slow.
 */

const ROOT = path.join(import.meta.dirname, '../..')
const TUTOR = path.join(ROOT, 'bin/session-tutor.js')
const COOKIE = 'connect.sid=s%3AZk3vPq8xW0b-TnY5rJ_aLm2CsEdHfGuo.cUDFDZKSTJSCcnpuZ6gkJNSvwCnLYB4XfdwIbmJbCTc'
const WARM_UP = 2
const ROUNDS = Number(process.argv[2] ?? 21)

/** Words after `node`, and for all but the first two what they are compared with: at most `goal` times as long. */
const COMMANDS = [
  { name: 'node -e 0', words: ['-e', '0'] },
  { name: 'lesson 3 by hand', words: [path.join(import.meta.dirname, 'by-hand.js')] },
  { name: '--version', words: [TUTOR, '--version'], against: 'node -e 0', goal: 1.9 },
  { name: 'list', words: [TUTOR, 'list'], against: 'node -e 0', goal: 2.4 },
  { name: 'inspect --cookie', words: [TUTOR, 'inspect', '--cookie', COOKIE], against: 'node -e 0', goal: 3 },
  { name: 'lesson 3 --json', words: [TUTOR, 'lesson', '3', '--json'], against: 'lesson 3 by hand', goal: 1.3 },
]

const folder = mkdtempSync(path.join(os.tmpdir(), 'session-tutor-bench-'))
try {
  if (!existsSync(path.join(ROOT, 'dist'))) throw new Error('This measures what was built. Run: npm run build')
  print(`Node.js ${process.versions.node}, ${os.cpus().length} cores, medians of ${ROUNDS} rounds in turn`)
  print('')
  printTimes(measureTimes())
  printSize(installElsewhere())
} finally {
  rmSync(folder, { recursive: true, force: true })
}

/** Milliseconds of each command, from its start to its end: a list of rounds by name. */
function measureTimes() {
  const times = new Map(COMMANDS.map(({ name }) => [name, []]))
  const env = { ...process.env, SESSION_TUTOR_STATE_DIR: path.join(folder, 'state') }
  for (let round = -WARM_UP; round < ROUNDS; round += 1) {
    for (const { name, words } of COMMANDS) {
      const began = performance.now()
      const { status, stderr } = spawnSync(process.execPath, words, {
        env,
        encoding: 'utf8',
        stdio: ['ignore', 'ignore', 'pipe'],
      })
      const took = performance.now() - began
      if (status !== 0) throw new Error(`${name} ended with ${status}: ${stderr}`)
      if (round >= 0) times.get(name)?.push(took)
    }
  }
  return times
}

function printTimes(times) {
  const medians = new Map([...times].map(([name, list]) => [name, median(list)]))
  row('', 'median', 'ratio', 'goal', 'against')
  for (const { name, against, goal } of COMMANDS) {
    const milliseconds = medians.get(name)
    const ratio = milliseconds / medians.get(against)
    row(
      name,
      `${milliseconds.toFixed(0)} ms`,
      ...(goal ? [ratio.toFixed(2), verdict(ratio <= goal, goal), against] : []),
    )
  }
}

/** Packs the package, installs it in an empty project, and returns that project's node_modules; null without npm or network. */
function installElsewhere() {
  const npm = (cwd, ...words) => spawnSync('npm', words, { cwd, encoding: 'utf8', env: forNpm() })
  const packed = npm(ROOT, 'pack', '--ignore-scripts', '--silent', '--pack-destination', folder)
  const tarball = readdirSync(folder).find((name) => name.endsWith('.tgz'))
  const installed = tarball && npm(folder, 'install', '--no-audit', '--no-fund', '--prefix', folder, `./${tarball}`)
  if (installed?.status === 0) return path.join(folder, 'node_modules')
  print(`\nThe package could not be installed:\n${installed?.stderr ?? packed.stderr}`)
  return null
}

function printSize(modules) {
  if (modules === null) return
  const { files, bytes, onDisk } = measureFolder(modules)
  const packages = countPackages(modules)
  const megabytes = onDisk / 1024 ** 2
  print('')
  row('installed', 'measured', '', 'goal')
  row('packages', packages, '', verdict(packages <= 154, '154'))
  row('on disk (du)', `${megabytes.toFixed(1)} MB`, '', verdict(megabytes <= 18, '18 MB'))
  row('bytes of files', `${(bytes / 1024 ** 2).toFixed(1)} MB`, '', '', `${files} files`)
}

/** What `du -sk` counts (blocks of 512 bytes, folders too), and the plain lengths of the files. In bytes. */
function measureFolder(place) {
  const seen = lstatSync(place)
  const onDisk = seen.blocks * 512
  if (!seen.isDirectory()) return { files: 1, bytes: seen.size, onDisk }
  const parts = readdirSync(place).map((name) => measureFolder(path.join(place, name)))
  const sum = (key) => parts.reduce((so, part) => so + part[key], 0)
  return { files: sum('files'), bytes: sum('bytes'), onDisk: onDisk + sum('onDisk') }
}

/** Packages in a node_modules folder, those inside other packages too. */
function countPackages(modules) {
  if (!existsSync(modules)) return 0
  const names = readdirSync(modules).flatMap((name) =>
    name.startsWith('@') ? readdirSync(path.join(modules, name)).map((inner) => path.join(name, inner)) : [name],
  )
  const packages = names
    .map((name) => path.join(modules, name))
    .filter((place) => existsSync(path.join(place, 'package.json')))
  return packages.reduce((count, place) => count + 1 + countPackages(path.join(place, 'node_modules')), 0)
}
