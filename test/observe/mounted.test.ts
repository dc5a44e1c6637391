import express from 'express'
import { expect, test } from 'vitest'
import { stackFacts } from '../../src/observe/express/layers.ts'
import { routerOf, wrapUse, type App } from '../../src/observe/express/mounted.ts'
import type { LayerFacts } from '../../src/observe/observation.ts'

wrapUse(express.application)

/** Every layer that is no handler of a route, with the layers that it is mounted in: as in `router mounted_app > route handle`. */
const linesOf = (layers: readonly LayerFacts[], above = ''): readonly string[] =>
  layers.flatMap(({ kind, name, layers: inside }) => [
    `${above}${kind} ${name}`,
    ...(kind === 'route' ? [] : linesOf(inside, `${above}${name} > `)),
  ])

const stackOf = (app: express.Express): readonly LayerFacts[] =>
  stackFacts(routerOf(app as unknown as App)?.stack ?? [], () => null)

const small = (path: string) => express().get(path, (_, res) => void res.end())

test('the routes of an app that is mounted in another stand below it', () => {
  const app = express()
  app.use('/one', small('/a'))
  expect(linesOf(stackOf(app))).toEqual(['router mounted_app', 'mounted_app > route handle'])
})

test('several at once, in lists, between handlers, and one within the other', () => {
  const outer = small('/outer')
  outer.use('/deep', small('/inner'))
  const app = express()
  app.use('/all', [small('/a'), function between() {}], outer)
  expect(linesOf(stackOf(app))).toEqual([
    'router mounted_app',
    'mounted_app > route handle',
    'middleware between',
    'router mounted_app',
    'mounted_app > route handle',
    'mounted_app > router mounted_app',
    'mounted_app > mounted_app > route handle',
  ])
})

test('what is added to it later is there, too', () => {
  const [app, later] = [express(), express()]
  app.use(later)
  expect(linesOf(stackOf(app))).toEqual(['router mounted_app'])
  later.get('/new', (_, res) => void res.end())
  expect(linesOf(stackOf(app))).toEqual(['router mounted_app', 'mounted_app > route handle'])
})

test('a handler of that name that Express did not make is one', () => {
  const app = express()
  app.use(function mounted_app() {})
  app.use('/one', small('/a'))
  expect(linesOf(stackOf(app))[0]).toBe('middleware mounted_app')
})
