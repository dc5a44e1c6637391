import { spawnSync } from 'node:child_process'
import { cpSync, readdirSync, symlinkSync } from 'node:fs'
import path from 'node:path'
import { packageRoot } from '../../src/package-root.ts'
import { temporaryFolder } from '../support/run.ts'

/** A copy of the repository, without what was built. It is gone when the test is. */
export function copyOfRepository(): string {
  const folder = temporaryFolder()
  for (const name of readdirSync(packageRoot)) {
    if (['.git', 'dist', 'node_modules', 'coverage'].includes(name)) continue
    cpSync(path.join(packageRoot, name), path.join(folder, name), { recursive: true })
  }
  symlinkSync(path.join(packageRoot, 'node_modules'), path.join(folder, 'node_modules'))
  return folder
}

/** Runs a line of a shell as in a terminal of its own: not as a part of these tests. */
export function shell(line: string, cwd: string) {
  const own = Object.entries(process.env).filter(([name]) => !/^(VITEST|NODE_ENV|TEST|NODE_OPTIONS|npm_)/.test(name))
  const { status, stdout, stderr } = spawnSync('/bin/sh', ['-c', line], {
    cwd,
    encoding: 'utf8',
    env: { ...Object.fromEntries(own), SESSION_TUTOR_STATE_DIR: path.join(cwd, 'state') },
  })
  return { status, stdout, said: `$ ${line}\n${stdout}${stderr}` }
}
