import type { Collected } from './collect.ts'

/**
 * The processes that got requests and never called session() while another one did, by their numbers: as the one that builds the pages of a front
 * end, and hands on to the app what is not its own. None where no process did.
 */
export function asideOf({ observation, answering }: Pick<Collected, 'observation' | 'answering'>): readonly number[] {
  const pids = new Set(observation.sessions.map(({ pid }) => pid))
  return pids.size === 0 ? [] : answering.flatMap((pid, index) => (pids.has(pid) ? [] : [index + 1]))
}
