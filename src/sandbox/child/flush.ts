import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'

/**
 * Makes `fs.fsync` and its kin do nothing. The permission model of Node.js refuses them, whatever may be written, and
 * stores on disk call them (write-file-atomic in session-file-store). They guard against a power cut; what is written
 * outlives the end of its process without them.
 */
export function skipFlushing(): void {
  const later = (_file: number, callback: (error: null) => void) => queueMicrotask(() => callback(null))
  Object.assign(fs, { fsync: later, fdatasync: later, fsyncSync() {}, fdatasyncSync() {} })
  syncBuiltinESMExports()
}
