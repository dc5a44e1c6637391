import { openSync, writeSync } from 'node:fs'
import path from 'node:path'
import type { Environment } from '../../environment.ts'
import { UserError } from '../../errors.ts'

/** Opens a file for a trace, in place of what was there. @throws UserError if it cannot be written */
export function openFile(name: string, { folder }: Pick<Environment, 'folder'>): (text: string) => void {
  try {
    // Sessions are nobody else's business, masked or not.
    const file = openSync(path.resolve(folder, name), 'w', 0o600)
    return (text) => void writeSync(file, text)
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException
    throw new UserError(
      `${JSON.stringify(name)} cannot be written (${code}).`,
      'Name a file in a folder that is there and that you can write to.',
    )
  }
}
