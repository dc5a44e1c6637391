import { accessSync, constants, statSync } from 'node:fs'
import path from 'node:path'
import type { Variables } from './variables.ts'

/** A program of this machine that lessons can do without, or why none is used. */
export type Found =
  | { readonly kind: 'found'; readonly file: string }
  /** The person at the keyboard wants none: a variable says `none`. */
  | { readonly kind: 'hidden' }
  /** @param named what a variable names, where that is no program; null if none does and none is in a usual place */
  | { readonly kind: 'missing'; readonly named: string | null }

/** How to find a program. */
export interface Wanted {
  /** The variables that may name its file, the most particular one first. */
  readonly namedBy: readonly string[]
  /** How it is called on the PATH, the best first. */
  readonly names: readonly string[]
  /** Where it lies where it is on no PATH, by platform. */
  readonly places: Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>>
}

/** The word that hides a program that is there. */
const NONE = 'none'

/** Looks for a program where a variable says, on the PATH and in the usual places. Starts nothing. */
export function findProgram(
  { namedBy, names, places }: Wanted,
  variables: Variables,
  platform: NodeJS.Platform,
): Found {
  const variable = namedBy.find((name) => variables[name])
  if (variable !== undefined) {
    const named = variables[variable] ?? ''
    if (named === NONE) return { kind: 'hidden' }
    return isProgram(named) ? { kind: 'found', file: named } : { kind: 'missing', named }
  }
  const isWindows = platform === 'win32'
  const folders = (variables['PATH'] ?? variables['Path'] ?? '').split(isWindows ? ';' : ':').filter(Boolean)
  const onPath = names.flatMap((name) => folders.map((folder) => path.join(folder, isWindows ? `${name}.exe` : name)))
  const file = [...onPath, ...(places[platform] ?? [])].find(isProgram)
  return file === undefined ? { kind: 'missing', named: null } : { kind: 'found', file }
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return statSync(file).isFile()
  } catch {
    return false
  }
}
