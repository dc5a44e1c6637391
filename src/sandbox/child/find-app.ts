import http from 'node:http'
import type net from 'node:net'
import tls from 'node:tls'
import type { FoundApp } from '../protocol.ts'
import type { Listening } from './listen.ts'
import type { Exports } from './load.ts'

/** Something that answers requests. `app` is what Express made, where that is known; `server` is there if it has one. */
export interface Candidate {
  readonly app: http.RequestListener | undefined
  readonly server: net.Server | undefined
  readonly found: FoundApp
}

/**
 * Everything in a file that could be the app: what it listens with and what it exports, each once. An app that is
 * exported and listens is one, and so is one that listens twice. An app inside another one is a part of it.
 */
export function findApps(exports: Exports, listening: readonly Listening[]): readonly Candidate[] {
  const candidates: Candidate[] = []
  const add = (candidate: Candidate) => {
    const { app, server } = candidate
    const known = candidates.findIndex((other) => (app && other.app === app) || (server && other.server === server))
    const before = candidates[known]
    if (!before) candidates.push(candidate)
    // Of two servers with one app we want the one that speaks HTTP.
    else if (before.found.secure && server && !candidate.found.secure) candidates[known] = candidate
    else {
      const exported = candidate.found.exported ?? before.found.exported
      candidates[known] = { ...before, server: before.server ?? server, found: { ...before.found, exported } }
    }
  }
  for (const { server, found } of listening) {
    const secure = server instanceof tls.Server
    if (secure || server instanceof http.Server)
      add({ app: appOf(server), server, found: secure ? { ...found, secure } : found })
  }
  for (const [exported, value] of Object.entries(exports)) {
    const found = { stack: null, exported }
    if (value instanceof http.Server) add({ app: appOf(value), server: value, found })
    else if (isExpressApp(value) && !isMounted(value)) add({ app: value, server: undefined, found })
  }
  return candidates
}

/** The app that a server hands its requests to. */
const appOf = (server: net.Server): http.RequestListener | undefined =>
  (server.listeners('request') as http.RequestListener[]).find(isExpressApp)

/** An app of Express 4 or 5: a function with these methods. */
function isExpressApp(value: unknown): value is http.RequestListener {
  if (typeof value !== 'function') return false
  const parts = value as unknown as Readonly<Record<string, unknown>>
  return ['handle', 'use', 'set', 'listen'].every((name) => typeof parts[name] === 'function')
}

/** Whether an app was given to `use` of another one (Express application.js `use`). */
const isMounted = (app: http.RequestListener): boolean => 'parent' in app && Boolean(app.parent)
