import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { Scratch } from './script.ts'

/** A scratch folder for one run, made when an app first asks for it. */
export function createScratch(): Scratch & { remove(): void } {
  let made: string | undefined
  return {
    get folder() {
      made ??= mkdtempSync(path.join(os.tmpdir(), 'session-tutor-'))
      return made
    },
    remove() {
      if (made !== undefined) rmSync(made, { recursive: true, force: true })
      made = undefined
    },
  }
}
