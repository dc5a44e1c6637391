import type { Restarted, ServerEnded } from '../../lesson/events.ts'

/** What became of servers, in words. */

/** Which servers start, and whether browsers have cookies of them. */
export function restartText({ label, browsers, beside, processes }: Restarted): string {
  if (processes) return processText(label, processes, beside === true)
  if (beside) return `A second server, beside the first: ${label}. Browsers keep their cookies.`
  return browsers === 'kept'
    ? `The server stops and starts again: ${label}. Browsers keep their cookies.`
    : `Another server: ${label}. No browser has its cookie yet.`
}

function processText(label: string, names: readonly string[], isAgain: boolean): string {
  if (isAgain) return `${names.join(', ')} starts again, in a new process: ${label}. Browsers keep their cookies.`
  const [only] = names
  return names.length === 1
    ? `${only} starts, in a process of its own: ${label}. No browser has its cookie yet.`
    : `${names.join(' and ')} start, each in a process of its own: ${label}. No browser has their cookies yet.`
}

/** How a server ended that had a process of its own. */
export function endingText({ label, server, signal, byItself }: ServerEnded): string {
  if (signal === 'SIGKILL') return `kill -9 ends ${server} at once: ${label}.`
  return `kill asks ${server} to end (SIGTERM), and it ${byItself ? 'ends' : 'does not, so it is killed'}: ${label}.`
}
