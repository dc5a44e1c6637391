import { readdirSync, readFileSync } from 'node:fs'

/** A tick of the kernel's clock, in milliseconds (proc(5): `sysconf(_SC_CLK_TCK)`, 100 a second wherever Node.js runs). */
const TICK_MS = 10

/**
 * How long the processes of a group have worked so far, in milliseconds: one that loads or compiles works, one that waits for somebody does not.
 * @returns null where the system does not tell
 */
export function workedMs(group: number): number | null {
  try {
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .reduce((sum, pid) => sum + workedBy(pid, group), 0)
  } catch {
    return null
  }
}

function workedBy(pid: string, group: number): number {
  try {
    // proc_pid_stat(5): what stands behind the name, which may hold anything, counts from the state, the third field.
    const fields = readFileSync(`/proc/${pid}/stat`, 'latin1').split(') ').at(-1)?.split(' ') ?? []
    const [ofGroup, user, system] = [fields[2], fields[11], fields[12]].map(Number)
    return ofGroup === group ? ((user ?? 0) + (system ?? 0)) * TICK_MS : 0
  } catch {
    // It has just ended.
    return 0
  }
}
