import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

/** The versions of what runs. */
export interface Versions {
  readonly node: string
  readonly express: string
  readonly 'express-session': string
}

/** The installed versions of what the lessons are about. Reads two package.json files; loads neither package. */
export function installedVersions(nodeVersion: string): Versions {
  return { node: nodeVersion, express: versionOf('express'), 'express-session': versionOf('express-session') }
}

function versionOf(name: string): string {
  const file = createRequire(import.meta.url).resolve(`${name}/package.json`)
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version
}
