import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { temporaryFolder } from './temporary-folder.ts'

/** A folder with programs that do nothing. */
export function programFolder() {
  const folder = temporaryFolder()
  return {
    folder,
    /** Makes one in a folder of its own. @param names folders, and at the end its file @returns its path */
    program(...names: readonly string[]): string {
      const file = path.join(folder, ...names)
      mkdirSync(path.dirname(file), { recursive: true })
      writeFileSync(file, '')
      chmodSync(file, 0o755)
      return file
    },
  }
}
