import { mkdtempSync, rmSync, unlinkSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { causeOf, MachineFault } from '../faults.ts'
import type { Delays } from '../wire/delays.ts'
import type { RedisClient } from '../wire/redis/client.ts'
import type { Scratch, World } from './script.ts'

/** A scratch folder for one run, made when an app first asks for it. @throws MachineFault where nothing can be written there */
export function createScratch(): Scratch & { remove(): void } {
  let made: string | undefined
  return {
    get folder() {
      return (made ??= makeScratch(os.tmpdir()))
    },
    remove() {
      if (made !== undefined) rmSync(made, { recursive: true, force: true })
      made = undefined
    },
  }
}

/** What an app gets to know of its run. The folder is still made only when it asks for it. */
export const worldOf = (
  scratch: Scratch,
  { wait }: Pick<Delays, 'wait'>,
  frontEnd: string,
  redis: RedisClient | null,
): World => ({
  get folder() {
    return scratch.folder
  },
  wait,
  frontEnd,
  redis,
  server: '',
})

/** A few sessions must have room there: without it an app, which can only fail, would be blamed. In bytes. */
const ROOM = 64 * 1024

function makeScratch(temporary: string): string {
  let made: string | undefined
  try {
    made = mkdtempSync(path.join(temporary, 'session-tutor-'))
    const probe = path.join(made, 'probe')
    writeFileSync(probe, Buffer.alloc(ROOM))
    unlinkSync(probe)
    return made
  } catch (error) {
    if (made !== undefined) rmSync(made, { recursive: true, force: true })
    const { reason } = causeOf(error)
    throw new MachineFault(
      `The folder for temporary files, ${temporary}, cannot be used: ${reason}.`,
      'Fix that, or set TMPDIR (TEMP on Windows) to a folder that you can write in.',
    )
  }
}
