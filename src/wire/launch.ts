import { execFile, type ExecFileException } from 'node:child_process'
import { machineFault, unstarted, type MachineFault } from '../faults.ts'
import { bareVariables, type Variables } from './variables.ts'

/** A small program that runs in a process of its own, and how it starts. */
export interface Program {
  /** JavaScript (CommonJS), as after `node -e`. */
  readonly code: string
  /** Environment variables to set beside those that every program has. */
  readonly variables: Readonly<Record<string, string>>
}

/** What a program printed, and how it ended. `exitCode` is null if it was stopped. */
export interface ProgramResult {
  readonly stdout: string
  readonly stderr: string
  readonly exitCode: number | null
}

/** The longest a launched program may take, in milliseconds. */
const LIMIT_MS = 10_000

/**
 * Runs `node -e <code>` and waits for its end.
 * @param all the environment variables of the person at the keyboard; a program sees few of them
 * @param folder where it runs; `require` looks for packages from there upwards
 * @param interrupted stops it early
 * @throws MachineFault if it cannot be started
 */
export function launch(
  program: Program,
  nodePath: string,
  all: Variables,
  folder: string,
  interrupted: AbortSignal,
): Promise<ProgramResult> {
  return new Promise((resolve, reject) => {
    const child = execFile(
      nodePath,
      ['-e', program.code],
      {
        cwd: folder,
        env: { ...bareVariables(all), ...program.variables },
        timeout: LIMIT_MS,
        signal: interrupted,
        killSignal: 'SIGKILL',
      },
      (error, stdout, stderr) => {
        const fault = faultOf(error, stdout + stderr)
        if (fault) reject(fault)
        else resolve({ stdout, stderr, exitCode: child.exitCode })
      },
    )
  })
}

/** The machine, and nothing in the program, is why it failed; else null. */
function faultOf(error: ExecFileException | null, printed: string): MachineFault | null {
  const fault = machineFault(error)
  if (fault || !error?.signal) return fault
  if (!error.killed) return unstarted(error.signal)
  // It took too long. Every program says something within the first second.
  return printed === '' ? unstarted(null) : null
}
