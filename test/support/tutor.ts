import { spawn } from 'node:child_process'
import os from 'node:os'
import path from 'node:path'
import { packageRoot } from '../../src/package-root.ts'

/** What a run of the built program left behind. */
export interface TutorRun {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/**
 * Runs the built program without a terminal, in a process of its own. Its words must leave progress alone.
 * @param variables to set beside those of this process
 */
export function runTutor(
  words: readonly string[],
  cwd: string = packageRoot,
  variables: Readonly<Record<string, string>> = {},
): Promise<TutorRun> {
  const child = spawn(process.execPath, [path.join(packageRoot, 'bin/session-tutor.js'), ...words], {
    cwd,
    // Vitest sets NODE_ENV, and a shell does not.
    env: {
      ...process.env,
      NODE_ENV: undefined,
      SESSION_TUTOR_STATE_DIR: path.join(os.tmpdir(), 'session-tutor-without-progress'),
      ...variables,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let [stdout, stderr] = ['', '']
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text))
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, stdout, stderr })))
}
