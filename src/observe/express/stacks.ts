import type { IncomingMessage } from 'node:http'
import { sessionOf } from '../session/session.ts'
import type { LayerFacts } from '../observation.ts'
import { layersAdded, stackFacts, type Layer } from './layers.ts'

interface App {
  readonly parent?: App
  readonly lazyrouter?: unknown
  readonly _router?: { readonly stack?: readonly Layer[] }
  readonly router?: { readonly stack?: readonly Layer[] }
}

/** Tells what the apps are made of, whenever that has changed when a request has gone through them. */
export function stacksOf(told: (stack: readonly LayerFacts[]) => void): { look(request: IncomingMessage): void } {
  const apps = new Set<App>()
  let toldOf = -1
  return {
    look(request) {
      const app = rootOf((request as { app?: App }).app)
      if (!app || (apps.has(app) && toldOf === layersAdded())) return
      apps.add(app)
      toldOf = layersAdded()
      told([...apps].flatMap((one) => stackFacts(routerOf(one)?.stack ?? [], sessionOf)))
    },
  }
}

const rootOf = (app: App | undefined): App | undefined => (app?.parent ? rootOf(app.parent) : app)

/** In Express 4 `router` is there only to throw. */
const routerOf = (app: App): App['router'] => (app.lazyrouter ? app['_router'] : app.router)
