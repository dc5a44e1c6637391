import { realpathSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import type { Environment } from '../../environment.ts'
import { UserError } from '../../errors.ts'
import {
  findInstalled,
  importersOf,
  lessonsHome,
  packagesOf,
  type Installed,
  type Packages,
} from '../../lesson/packages.ts'
import { importRedirected, redirectImports } from '../../lesson/redirection.ts'
import { observeHere } from '../../wire/observed.ts'

/**
 * The oldest versions that lessons can be played on. Express 3 is another framework, and express-session told nothing of
 * what it does in a form that the tutor hears before 1.8, which brought debug 2 (its HISTORY.md).
 */
const OLDEST = { express: '4.0.0', 'express-session': '1.8.0' } as const

/**
 * The packages that are installed in a folder, for `--with`. They are loaded, and for the rest of the process all lessons
 * play on them. Must come before anything loads express-session.
 * @param typed the folder as it was typed
 * @throws UserError if it is not a folder, if neither express nor express-session is there, and where one is broken or too old
 */
export async function packagesWith(typed: string, environment: Environment): Promise<Packages> {
  const folder = readFolder(typed, environment.folder)
  const found = readInstalled(folder, typed)
  if (!found.some(({ name }) => name in OLDEST)) {
    throw new UserError(
      `Neither express nor express-session is installed in ${shown(typed)} or in a folder above it.`,
      'Run npm install there, or name the folder of an app that has them in its node_modules.',
    )
  }
  for (const installed of found) {
    refuseTooOld(installed)
    refuseSilent(installed)
  }

  const packages = packagesOf(found, folder, environment.nodeVersion)
  redirectImports(lessonsHome, importersOf(found))
  // What they were given when they were loaded they keep.
  observeHere(environment.events.self)
  let thrown: { readonly error: unknown } | undefined
  const stop = environment.events.onCrash((error) => (thrown ??= { error }))
  try {
    for (const installed of found) {
      const { name } = installed
      const loaded = await importRedirected(name).catch((error: unknown) => {
        throw broken(installed, error)
      })
      // What a package throws a moment later comes here too.
      await new Promise(setImmediate)
      if (thrown) throw broken(installed, thrown.error)
      if (typeof loaded.default !== 'function') throw broken(installed, new Error('it is not a function'))
    }
  } finally {
    stop()
  }
  return packages
}

const shown = (typed: string): string => JSON.stringify(typed)

function readFolder(typed: string, current: string): string {
  const folder = typed.trim() === '' ? undefined : path.resolve(current, typed)
  try {
    if (folder !== undefined && statSync(folder).isDirectory()) return realpathSync(folder)
  } catch {
    throw new UserError(
      `There is no folder ${shown(typed)}.`,
      (program) => `Name the folder of an app: ${program} lesson 2 --with ../my-app`,
    )
  }
  throw new UserError(
    `${shown(typed)} is no folder.`,
    (program) => `Name the folder of an app, the one with node_modules in it: ${program} lesson 2 --with ../my-app`,
  )
}

function readInstalled(folder: string, typed: string): readonly Installed[] {
  try {
    return findInstalled(folder)
  } catch (error) {
    throw new UserError(
      `A package that is installed for ${shown(typed)} has a package.json that is not JSON: ${messageOf(error)}.`,
      'Install the packages again: delete node_modules there and run npm install.',
    )
  }
}

function refuseTooOld({ name, version, modules }: Installed): void {
  if (name === 'session-file-store' || !isOlder(version, OLDEST[name])) return
  throw new UserError(
    `${name} ${version} in ${modules} is too old: lessons need ${OLDEST[name]} or newer.`,
    `Install a newer one there: npm install ${name}`,
  )
}

/** express-session's own trace is a part of each exchange: it is told through its `debug`. */
function refuseSilent(installed: Installed): void {
  if (installed.name !== 'express-session') return
  try {
    createRequire(installed.manifest).resolve('debug')
  } catch (error) {
    throw broken(installed, error)
  }
}

/** Whether a version comes before another. One that is not made of numbers does not. */
function isOlder(version: string, than: string): boolean {
  const [a, b] = [version, than].map((text) => text.split('.').map((number) => Number.parseInt(number, 10)))
  for (const [i, number] of (b ?? []).entries()) {
    const difference = (a?.[i] ?? 0) - number
    if (difference !== 0) return difference < 0
  }
  return false
}

const broken = ({ name, version, modules }: Installed, error: unknown): UserError =>
  new UserError(
    `${name} ${version} in ${modules} cannot be used: ${messageOf(error)}.`,
    `Install it again there: npm install ${name}`,
  )

/** The first line of what was thrown, without a full stop. */
function messageOf(error: unknown): string {
  const [line = ''] = (error instanceof Error ? error.message : String(error)).split('\n')
  return line.replace(/\.$/, '') || 'it throws an error'
}
