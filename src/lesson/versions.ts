import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { LessonStarts } from './events.ts'

/** The installed versions of what the lessons are about. Reads two package.json files; loads neither package. */
export function installedVersions(nodeVersion: string): LessonStarts['versions'] {
  return { node: nodeVersion, express: versionOf('express'), 'express-session': versionOf('express-session') }
}

function versionOf(name: string): string {
  const file = createRequire(import.meta.url).resolve(`${name}/package.json`)
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version
}
