import { once } from 'node:events'
import { rmSync } from 'node:fs'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { createDelays } from '../wire/delays.ts'
import { host } from '../wire/host.ts'
import { countAsApp, observeHere } from '../wire/observed.ts'
import type { Question, Told } from '../wire/servers/messages.ts'
import { changeOptions, describeOptions } from './options.ts'
import { findInstalled, importersOf, lessonsHome } from './packages.ts'
import { redirectImports } from './redirection.ts'
import type { AppModule } from './script.ts'
import type { ServerOrder } from './server-order.ts'

/** The program in the process of a server of a lesson: it runs one app, observes it, and tells its parent what each request caused. */

const observed = observeHere(process)
const deprecations: string[] = []
const delays = createDelays()
/** Lets those go on who wait; null while nobody is held. */
let release: (() => void) | null = null

const tell = (told: Told, done?: () => void): void => void process.send?.(told, undefined, undefined, done)

process.on('deprecation' as 'warning', ({ message }) => void deprecations.push(message))
// What nobody caught ends it, as it ends any server.
process.on('uncaughtException', (error) => tell({ tell: 'crashed', message: String(error) }, () => process.exit(1)))
// Ctrl-C is for the tutor, which ends its servers.
process.on('SIGINT', () => {})
process.once('message', (order) => {
  const { folder } = order as ServerOrder
  process.on('disconnect', () => {
    // The tutor is gone, and could not tidy up.
    rmSync(folder, { recursive: true, force: true })
    process.exit()
  })
  void begin(order as ServerOrder)
})

async function begin(order: ServerOrder): Promise<void> {
  try {
    const { port, about } = await start(order)
    process.on('message', (question) => void answer(question as Question))
    tell({ tell: 'ready', port, about, deprecations: deprecations.splice(0) })
  } catch (error) {
    tell({ tell: 'failed', message: String(error), deprecations }, () => process.exit(1))
  }
}

/** Starts the app. @returns its port on 127.0.0.1, and its options in words. @throws what loading or making it throws */
async function start({
  app: url,
  ownChange,
  change,
  folder,
  redis,
  server,
  packagesOf,
}: ServerOrder): Promise<{ readonly port: number; readonly about: object }> {
  countAsApp(path.dirname(fileURLToPath(url)))
  if (packagesOf !== null) redirectImports(lessonsHome, importersOf(findInstalled(packagesOf)))
  const { options, values, createApp, listen } = (await import(url)) as AppModule
  const changed = changeOptions(changeOptions(options, ownChange, values), change, values)
  const client = redis === null ? null : await (await import('../wire/redis/client.ts')).connectRedis(redis)
  const app = await createApp(changed, { folder, server, wait, frontEnd: '', redis: client })
  const about = describeOptions(changed)
  if (!listen) return { port: (await host(app)).port, about }
  const listening: Server = listen(app)
  if (!listening.listening) await once(listening, 'listening')
  return { port: (listening.address() as AddressInfo).port, about }
}

/** How many requests wait. */
let waiting = 0

async function wait(milliseconds: number): Promise<void> {
  waiting += 1
  if (release) tell({ tell: 'held' })
  await delays.wait(milliseconds)
  waiting -= 1
}

async function answer({ ask }: Question): Promise<void> {
  switch (ask) {
    case 'hold':
      release ??= delays.during(() => false)
      // One may have been quicker than this question: it goes on waiting from here.
      if (waiting > 0) tell({ tell: 'held' })
      break
    case 'release':
      release?.()
      release = null
      break
    case 'caused':
      await Promise.all(observed.underway().map((response) => once(response, 'close')))
      // express-session reports a cookie that it could not write one turn after the headers (index.js `defer`).
      await new Promise(setImmediate)
      tell({
        tell: 'caused',
        facts: observed.came(),
        calls: observed.calls(),
        deprecations: deprecations.splice(0),
      })
  }
}
