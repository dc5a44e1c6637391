import children, { ChildProcess } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { isCompiler, programOf } from './programs.ts'
import { allowed, isManager, tell } from './told.ts'

/** Keeps an app from starting programs that are no Node.js, and so are not kept in: they count as something that keeps data. */

const isNode = (name: string): boolean => /(^|[\\/])(node|npm|npx)(\.exe|\.cmd)?$/i.test(name)

/** Whether a program is a script that Node.js runs, as those of packages are. */
function isScript(name: string): boolean {
  if (name === '') return false
  const folders = /[\\/]/.test(name) ? [''] : (process.env['PATH'] ?? '').split(path.delimiter)
  const found = folders.map((folder) => path.join(folder, name)).find((file) => fs.existsSync(file))
  if (found === undefined) return false
  if (/[\\/]node_modules[\\/]\.bin[\\/]/.test(found)) return true
  const [file, begins] = [fs.openSync(found, 'r'), Buffer.alloc(100)]
  fs.readSync(file, begins)
  fs.closeSync(file)
  return /^#!.*\bnode\b/.test(begins.toString('latin1'))
}

function mayStart(program: string, words: readonly string[]): boolean {
  const name = programOf(program, words)
  const isHarmless = isNode(name) || isCompiler(program, words) || program === process.execPath || isScript(name)
  if (isManager || isHarmless) return true
  const isAllowed = allowed !== 'nothing'
  tell({ kind: 'program', host: path.basename(name), port: 0, was: isAllowed ? 'connected' : 'refused' })
  return isAllowed
}

/** Nobody has a program of this name: who asks for it gets the error for one that is not installed. */
const NO_PROGRAM = 'session-tutor-doctor-starts-no-other-programs'

type Spawn = (this: ChildProcess, options: { file: string; args?: readonly string[] }) => unknown
type Call = (...words: unknown[]) => unknown

/** From now on it does. */
export function keepPrograms(): void {
  const spawnChild = (ChildProcess.prototype as unknown as { spawn: Spawn }).spawn
  ;(ChildProcess.prototype as unknown as { spawn: Spawn }).spawn = function (this: ChildProcess, options) {
    const { file: program, args = [] } = options
    const own = mayStart(program, args) ? options : { ...options, file: NO_PROGRAM }
    return spawnChild.call(this, own)
  }

  const synchronous = children as unknown as Record<'spawnSync' | 'execFileSync' | 'execSync', Call>
  for (const name of ['spawnSync', 'execFileSync', 'execSync'] as const) {
    const call = synchronous[name]
    synchronous[name] = function (this: unknown, program: unknown, ...rest: unknown[]) {
      const [first] = rest
      const line = name === 'execSync' ? String(program).trim().split(/\s+/) : [String(program)]
      const words = Array.isArray(first) ? first.map(String) : []
      return Reflect.apply(call, this, [mayStart(line[0] ?? '', words) ? program : NO_PROGRAM, ...rest])
    }
  }
}
