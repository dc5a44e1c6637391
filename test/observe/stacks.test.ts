import type { IncomingMessage } from 'node:http'
import { expect, test } from 'vitest'
import type { Layer } from '../../src/observe/express/layer.ts'
import { noteLayer } from '../../src/observe/express/layers.ts'
import { stacksOf } from '../../src/observe/express/stacks.ts'
import type { LayerFacts } from '../../src/observe/observation.ts'

/** Stands for an Express app: counts how often its layers are read. */
function appOf() {
  const stack: Layer[] = []
  const app = {
    looks: 0,
    get router() {
      app.looks += 1
      return { stack }
    },
    use(path: string) {
      const layer = { handle: () => {}, name: path }
      noteLayer(layer, path, () => {})
      stack.push(layer)
    },
  }
  return app
}

const requestTo = (app: object) => ({ app }) as unknown as IncomingMessage

/** What was told, as the paths of all layers. */
function listen() {
  const told: string[][] = []
  const stacks = stacksOf((stack: readonly LayerFacts[]) => told.push(stack.map(({ path }) => path)))
  return { told, visit: (app: object) => stacks.look(requestTo(app)) }
}

test('an app is told of at its first request, and again when a layer was added', () => {
  const { told, visit } = listen()
  const app = appOf()
  app.use('/one')
  visit(app)
  visit(app)
  app.use('/two')
  visit(app)
  visit(app)
  expect(told).toEqual([['/one'], ['/one', '/two']])
  expect(app.looks).toBe(2)
})

test('all apps are told of, and only the one that got the request is looked at', () => {
  const { told, visit } = listen()
  const apps = [appOf(), appOf(), appOf()]
  for (const [i, app] of apps.entries()) {
    app.use(`/${i}`)
    visit(app)
  }
  expect(told.at(-1)).toEqual(['/0', '/1', '/2'])
  expect(apps.map(({ looks }) => looks)).toEqual([1, 1, 1])
})
