import type { Report } from './write-some.ts'

/**
 * A process whose output goes to the tutor lives on when that is gone: what it prints then is lost. Any other error of its output is what
 * it always is, and ends the process where nobody takes it.
 */
export function livesOn(
  { stdout, stderr }: Pick<NodeJS.Process, 'stdout' | 'stderr'>,
  { isGone }: Pick<Report, 'isGone'>,
): void {
  for (const stream of [stdout, stderr])
    stream.on('error', function own(error: NodeJS.ErrnoException) {
      if (error.code === 'EPIPE' && isGone()) return
      if (stream.listeners('error').every((listener) => listener === own)) throw error
    })
}
