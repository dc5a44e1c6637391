import { spawn } from 'node:child_process'
import type { Variables } from '../wire/variables.ts'

/**
 * Sees to it that a process group dies with this process, however this process ends: a shell waits for the end of its
 * standard input, which comes when nobody holds the other end any more. An endless loop could not notice by itself.
 * Where there is no shell, nothing happens.
 * @param folder is deleted then, too
 * @param variables its environment: the process that it guards can read it (`/proc/<pid>/environ`)
 * @returns calls the guard off
 */
export function guard(group: number, folder: string, variables: Variables): () => void {
  const watcher = spawn(
    '/bin/sh',
    ['-c', 'read -r _ || { kill -9 -"$1"; rm -rf -- "$2"; }', 'sh', `${group}`, folder],
    {
      stdio: ['pipe', 'ignore', 'ignore'],
      env: { ...variables },
      // A signal to our own group must not end it before us.
      detached: true,
    },
  )
  watcher.on('error', () => {})
  // Where it could not be started there is none.
  const stdin = watcher.stdin as typeof watcher.stdin | null | undefined
  stdin?.on('error', () => {})
  watcher.unref()
  // A pipe keeps the event loop alive unless it is told not to.
  ;(stdin as { unref?(): void } | null | undefined)?.unref?.()
  return () => void stdin?.end('done\n')
}
