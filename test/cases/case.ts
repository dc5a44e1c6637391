import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'

/** One app of a folder of cases, and what should be found in it. */
export interface Case {
  readonly name: string
  /** An absolute path. */
  readonly file: string
  readonly expected: Expectation
}

/**
 * - `is`: one of these causes is found, and no other error
 * - `right`: no error, and no warning with one of these codes
 * - `flag`: a warning or an error
 * - `other`: nobody can find it without more than the app: no error but these
 */
export type Expectation =
  | { readonly kind: 'is' | 'right' | 'other'; readonly codes: readonly string[] }
  | { readonly kind: 'flag' }

interface Reported {
  readonly id: string
  readonly code: string
  readonly alsoRight?: readonly string[]
  readonly where: string
  readonly file?: string | null
  readonly fixedFile?: string | null
}

interface Peer {
  readonly id: string
  readonly file: string
  readonly expected: 'flag' | 'ok' | 'info'
}

/** The name of a case's twin without the fault. */
export const FIXED = '.fixed'

/**
 * Every app of a folder that can be run.
 * @throws Error if the folder holds no cases
 */
export function casesIn(folder: string): readonly Case[] {
  const read = (name: string): unknown => JSON.parse(readFileSync(path.join(folder, name), 'utf8'))
  if (!existsSync(path.join(folder, 'cases.json'))) throw new Error(`There is no cases.json in ${folder}.`)
  const reported = (read('cases.json') as readonly Reported[]).flatMap(appsOf)
  const hasPeers = existsSync(path.join(folder, 'peers.json'))
  const peers = hasPeers ? (read('peers.json') as { readonly cases: readonly Peer[] }).cases.map(peerOf) : []
  return [...reported, ...peers]
    .map((one) => ({ ...one, file: path.join(folder, one.file) }))
    .filter(({ file }) => /\.[cm]?js$/.test(file))
}

function appsOf({ id, code, alsoRight = [], where, file, fixedFile }: Reported): readonly Case[] {
  const codes = [code, ...alsoRight]
  const kind = where === 'app' ? 'is' : 'other'
  return [
    ...(file ? [{ name: id, file, expected: { kind, codes } } as const] : []),
    ...(fixedFile ? [{ name: id + FIXED, file: fixedFile, expected: { kind: 'right', codes } } as const] : []),
  ]
}

const peerOf = ({ id, file, expected }: Peer): Case => ({
  name: id,
  file,
  expected: expected === 'flag' ? { kind: 'flag' } : { kind: 'right', codes: [] },
})
