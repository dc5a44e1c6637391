import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test, vi } from 'vitest'
import { packageRoot } from '../../../src/package-root.ts'
import { temporaryFolder } from '../../support/run.ts'

/** An app that never answers, and says where it runs. */
const BUSY = `
  import { writeFileSync } from 'node:fs'
  import express from 'express'
  const app = express()
  app.get('/', () => {
    writeFileSync(process.env.TOLD, JSON.stringify({ pid: process.pid, folder: process.cwd() }))
    for (;;);
  })
  app.listen(3000)
`

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

test.concurrent.each(['SIGKILL', 'SIGINT', 'SIGTERM'] as const)(
  '%s ends the app too, and its copy is gone',
  async (signal) => {
    const folder = temporaryFolder()
    symlinkSync(path.join(packageRoot, 'node_modules'), path.join(folder, 'node_modules'))
    writeFileSync(path.join(folder, 'app.mjs'), BUSY)
    const told = path.join(temporaryFolder(), 'told')
    const words = [path.join(packageRoot, 'bin/session-tutor.js'), 'doctor', 'app.mjs']
    const child = spawn(process.execPath, words, { cwd: folder, env: { ...process.env, TOLD: told }, stdio: 'ignore' })
    await vi.waitFor(() => expect(existsSync(told) && readFileSync(told, 'utf8')).toMatch(/\}$/), 20_000)
    const app = JSON.parse(readFileSync(told, 'utf8')) as { pid: number; folder: string }
    expect(isAlive(app.pid)).toBe(true)
    child.kill(signal)
    const [code] = (await once(child, 'exit')) as [number | null]
    expect(code).toBe(signal === 'SIGKILL' ? null : 130)
    await vi.waitFor(() => expect([isAlive(app.pid), existsSync(app.folder)]).toEqual([false, false]), 10_000)
  },
)
