import { execFile } from 'node:child_process'

/** A small program that runs in a process of its own, and how it starts. */
export interface Program {
  /** JavaScript (CommonJS), as after `node -e`. */
  readonly code: string
  /** Environment variables to set beside the inherited ones. */
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
 * @param folder where it runs; `require` looks for packages from there upwards
 * @param interrupted stops it early
 */
export function launch(
  program: Program,
  nodePath: string,
  inherited: Readonly<Record<string, string | undefined>>,
  folder: string,
  interrupted: AbortSignal,
): Promise<ProgramResult> {
  return new Promise((resolve) => {
    const child = execFile(
      nodePath,
      ['-e', program.code],
      {
        cwd: folder,
        env: { ...inherited, ...program.variables },
        timeout: LIMIT_MS,
        signal: interrupted,
        killSignal: 'SIGKILL',
      },
      (_error, stdout, stderr) => resolve({ stdout, stderr, exitCode: child.exitCode }),
    )
  })
}
