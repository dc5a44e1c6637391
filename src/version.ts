import { readFileSync } from 'node:fs'
import path from 'node:path'
import { packageRoot } from './package-root.ts'

/** The version of the tutor. */
export function version(): string {
  const manifest: unknown = JSON.parse(readFileSync(path.join(packageRoot, 'package.json'), 'utf8'))
  return (manifest as { version: string }).version
}
