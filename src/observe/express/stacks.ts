import type { IncomingMessage } from 'node:http'
import { sessionOf } from '../session/session.ts'
import type { LayerFacts } from '../observation.ts'
import { layersAdded, stackFacts } from './layers.ts'
import { routerOf, type App } from './mounted.ts'

/** What an app was made of when it was looked at, and how many layers there were then. */
interface Known {
  readonly stack: readonly LayerFacts[]
  readonly of: number
}

/**
 * Tells what the apps are made of, whenever that may have changed when a request has gone through one of them. Only that app is
 * looked at: a process may have had many, and those that are closed stay as they were.
 */
export function stacksOf(told: (stack: readonly LayerFacts[]) => void): { look(request: IncomingMessage): void } {
  const apps = new Map<App, Known>()
  return {
    look(request) {
      const app = rootOf((request as { app?: App }).app)
      const of = layersAdded()
      if (!app || apps.get(app)?.of === of) return
      apps.set(app, { stack: stackFacts(routerOf(app)?.stack ?? [], sessionOf), of })
      told([...apps.values()].flatMap(({ stack }) => stack))
    },
  }
}

const rootOf = (app: App | undefined): App | undefined => (app?.parent ? rootOf(app.parent) : app)
