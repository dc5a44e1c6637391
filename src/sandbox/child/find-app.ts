import http from 'node:http'
import type net from 'node:net'
import type { FoundApp } from '../protocol.ts'
import type { Listening } from './listen.ts'
import type { Exports } from './load.ts'

/** Something that answers requests. `app` is what Express made, where that is known; `server` is there if it listens. */
export interface Candidate {
  readonly app: http.RequestListener | undefined
  readonly server: net.Server | undefined
  readonly found: FoundApp
}

/**
 * Everything in a file that could be the app: what it exports and what it listens with, each once. An app that is
 * exported and listens is one.
 */
export function findApps(exports: Exports, listening: readonly Listening[]): readonly Candidate[] {
  const candidates: Candidate[] = listening.map(({ server, found }) => ({
    app: (server.listeners('request') as http.RequestListener[]).find(isExpressApp),
    server,
    found,
  }))
  for (const [exported, value] of Object.entries(exports)) {
    const isServer = value instanceof http.Server
    if (!isServer && !isExpressApp(value)) continue
    const known = candidates.findIndex(({ app, server }) => (isServer ? server === value : app === value))
    const before = candidates[known]
    if (before) candidates[known] = { ...before, found: { ...before.found, exported } }
    else {
      candidates.push({
        app: isServer ? undefined : value,
        server: isServer ? value : undefined,
        found: { stack: null, exported },
      })
    }
  }
  return candidates
}

/** An app of Express 4 or 5: a function with these methods. */
function isExpressApp(value: unknown): value is http.RequestListener {
  if (typeof value !== 'function') return false
  const parts = value as unknown as Readonly<Record<string, unknown>>
  return ['handle', 'use', 'set', 'listen'].every((name) => typeof parts[name] === 'function')
}
