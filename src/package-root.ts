import { existsSync } from 'node:fs'
import path from 'node:path'

/** The folder that holds package.json, whether this file runs as `src/` or, built, as `dist/src/`. */
export const packageRoot: string = findUpwards(import.meta.dirname)

function findUpwards(folder: string): string {
  if (existsSync(path.join(folder, 'package.json'))) return folder
  return findUpwards(path.dirname(folder))
}
