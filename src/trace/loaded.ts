import type { Observation } from '../observe/observation.ts'

/**
 * The version of a package, as a process has loaded it that calls session(): a front end that is built beside the app may have another one.
 * Where none does, the version that was loaded last; null where it was not loaded, or does not say.
 */
export function versionOf(
  name: string,
  { packages, sessions }: Pick<Observation, 'packages' | 'sessions'>,
): string | null {
  const pids = new Set(sessions.map(({ pid }) => pid))
  const own = packages.filter((one) => one.name === name)
  const found = own.findLast(({ pid }) => pid !== undefined && pids.has(pid)) ?? own.at(-1)
  return found?.version ?? null
}
