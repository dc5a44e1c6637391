import type { RequestPlan } from '../wire/client.ts'
import type { Exchange } from '../wire/exchange.ts'
import { launch } from '../wire/launch.ts'
import type { ProxyPlan } from '../wire/proxy/forwarded.ts'
import { createServers } from '../wire/servers/servers.ts'
import { PATIENCE_MS } from '../wire/patience.ts'
import { openWire, type Wire } from '../wire/wire.ts'
import { guestsFor } from './callers.ts'
import type { ExchangeSeen, LessonEvent } from './events.ts'
import { changeOptions, cookieName, describeOptions, signingSecret } from './options.ts'
import { fillTable } from './fill-table.ts'
import { overlapOf } from './overlap.ts'
import { introducer, opensPages } from './pages.ts'
import { isAction } from './parts.ts'
import { emptyRecord, viewRun, type StartRecord } from './run.ts'
import { redisOf } from './run-redis.ts'
import { NO_SERVER, type RunningServer, type StartHow } from './running-server.ts'
import { startEvents } from './start-events.ts'
import { LessonError, see } from './seen.ts'
import { createScratch, worldOf } from './scratch.ts'
import type { Action, AppModule, OptionChange, Predict, Restart, Send } from './script.ts'
import { lentFor } from './packages.ts'
import { deploySeen, serverPlans } from './server-plans.ts'
import type { Performance, Stage } from './stage.ts'
import { appHome, appSources, loadApp, readSource } from './source.ts'
import { tableOf } from './table.ts'
import { allHold, check, conditionsOf, judge } from './verdict.ts'

export { holds } from './verdict.ts'

/**
 * Plays a lesson on fresh servers with fresh browsers and reports what happens. An action runs only when its event is
 * asked for, so anyone who consumes the events can stop to think. Ending the iteration early closes everything.
 * @throws LessonError if a prediction of the unchanged lesson is not answered by exactly one choice, on the tutor's own packages
 */
export async function* play({ number, lesson, change }: Performance, stage: Stage): AsyncGenerator<LessonEvent> {
  const began = performance.now()
  const { packages, taps, packageRoot } = stage
  const guests = guestsFor(stage.callers, () => cookieName(server.options))
  const scratch = createScratch()
  const processes = createServers({ ...stage, onExit: taps.onExit, folder: () => scratch.folder })
  const wire = openWire(taps, appHome(lesson), guests, stage.browser, processes)
  stage.interrupted.addEventListener('abort', wire.cut)
  const offExit = taps.onExit(scratch.remove)
  const record = emptyRecord()
  const run = viewRun(record)
  const introduce = introducer(wire, stage.browser)
  const redis = redisOf(stage.redis)
  const changed = Object.keys(change).length > 0
  /** The lesson as it is written, on versions of the learner's: what is otherwise then lies with them. */
  const elsewhere = packages.elsewhere !== null && !changed
  const tally = { claims: 0, held: 0, predictions: 0 }
  const servers = new Map<string, RunningServer>()
  let server = NO_SERVER
  /** After a failure that the lesson does not show on purpose nothing more is sent, and no claim holds. */
  let stopped = false

  const optionsIn = ({ options, values }: AppModule, ownChange: OptionChange) =>
    changeOptions(changeOptions(options, ownChange, values), change, values)
  /** How servers get processes of their own, with the app and the options that are in force. */
  const plansOf = (names: readonly string[]) => {
    const url = server.redis ? redis.url() : null
    return serverPlans({ lesson, change, packages, packageRoot, scratch, redis: url }, names, server)
  }

  const startServer = async (
    label: string,
    app: string,
    ownChange: OptionChange,
    fails: boolean,
    behind: readonly ProxyPlan[],
    { beside = false, usesRedis = false, own }: StartHow = {},
  ): Promise<StartRecord> => {
    const module: AppModule = await loadApp(lesson, app)
    const options = optionsIn(module, ownChange)
    server = { app, change: ownChange, options, fails, behind, redis: usesRedis, described: describeOptions(options) }
    servers.set(label, server)
    const frontEnd = opensPages(lesson) ? await wire.pages.originOf('localhost', behind[0]?.speaks) : ''
    const world = worldOf(scratch, wire.delays, frontEnd, usesRedis && !own ? await redis.connect() : null)
    const { deprecations, failure, ...more } = own
      ? await wire.startServers(plansOf(own), behind, beside)
      : await wire.start(() => module.createApp(options, world), { behind, label, beside })
    const about = 'about' in more ? more.about : null
    if (about) server = { ...server, described: about as RunningServer['described'] }
    const started = { deprecations, failure, secret: signingSecret(server.described) }
    record.starts.set(label, started)
    stopped ||= started.failure !== null && !fails
    return started
  }

  try {
    // A lesson that moves the clock would come out differently if it also ran on while the learner reads.
    const clockMoves = lesson.steps.some(({ parts }) => parts.some(({ kind }) => kind === 'clock'))
    if (clockMoves) await wire.clock.stop()
    const started = await startServer('start', lesson.opensWith ?? 'app', {}, false, [])
    yield {
      event: 'lesson',
      number,
      slug: lesson.slug,
      title: lesson.title,
      options: server.described,
      change,
      versions: packages.versions,
      clockMoves,
      with: packages.elsewhere && {
        folder: packages.elsewhere.folder,
        lent: lentFor(appSources(lesson, packageRoot), packages.elsewhere.lent),
      },
    }
    yield* startEvents(started)

    for (const [index, step] of lesson.steps.entries()) {
      if (!stopped) yield { event: 'step', number: index + 1, of: lesson.steps.length, title: step.title }
      let asked: Predict | undefined
      for (const [position, part] of step.parts.entries()) {
        if (stage.interrupted.aborted) return
        if (stopped && part.kind !== 'claim') continue
        switch (part.kind) {
          case 'explain':
            yield { event: 'explain', text: part.text }
            break
          case 'code': {
            const source = readSource(lesson, part.file, part.region, packageRoot)
            yield { event: 'code', file: part.file, ...source }
            break
          }
          case 'predict':
            asked = part
            yield {
              event: 'predict',
              question: part.question,
              choices: part.choices.map((choice) => choice.text),
              hints: part.hints,
            }
            break
          case 'claim': {
            const checked = check(part, !stopped, run, elsewhere)
            tally.claims += 1
            if (checked.holds) tally.held += 1
            yield checked
            break
          }
          default:
            yield* act(part)
            if (asked && !stopped && !step.parts.slice(position + 1).some(isAction)) {
              tally.predictions += 1
              const allHeld = tally.held === tally.claims
              yield judge(asked, run, conditionsOf({ changed, elsewhere }, allHeld && allHold(step.parts, run)))
              asked = undefined
            }
        }
      }
      if (stopped) continue
      if (asked) throw new LessonError(`Nothing happens after the question ${JSON.stringify(asked.question)}.`)
      if (step.causes?.length) yield { event: 'causes', causes: step.causes }
    }
    yield {
      event: 'end',
      ...tally,
      exchanges: record.exchanges.length,
      durationMs: Math.round(performance.now() - began),
    }
  } finally {
    stage.interrupted.removeEventListener('abort', wire.cut)
    await wire.close()
    redis.close()
    scratch.remove()
    offExit()
  }

  function requestOf({ request }: Send): RequestPlan | undefined {
    if (typeof request !== 'function') return request
    try {
      return request(run)
    } catch (error) {
      if (changed || elsewhere) return undefined
      throw error
    }
  }

  async function* act(action: Action): AsyncGenerator<LessonEvent> {
    switch (action.kind) {
      case 'send': {
        const request = requestOf(action)
        // It is made of an answer that did not come with the changed options or versions, so it cannot be sent.
        if (!request) break
        const to = servers.get(request.to ?? '')
        yield* introduce(request)
        const exchange = await wire.send(action.label, action.browser, request, patience(), action.past)
        if (stage.interrupted.aborted) break
        yield tell(
          exchange,
          { ...(action.brief ? { brief: true } : {}), ...(action.inALine ? { inALine: true } : {}) },
          to,
        )
        break
      }
      case 'overlap': {
        const { label } = action
        const requests = overlapOf(action, requestOf)
        if (!requests) break
        const { exchanges, moments } = await wire.overlap(requests, patience())
        if (stage.interrupted.aborted) break
        record.orders.set(label, moments)
        for (const exchange of exchanges) yield tell(exchange, { overlaps: true })
        yield { event: 'order', label, exchanges: exchanges.map((one) => one.label), moments }
        break
      }
      case 'table': {
        const { label, app = 'app' } = action
        const start = async (name: string, ownChange: OptionChange) => {
          await wire.forgetBrowsers()
          return startServer(`${label}: ${name}`, app, ownChange, false, [])
        }
        const ask = async (row: Send) => {
          const plan = stage.interrupted.aborted ? undefined : requestOf(row)
          return plan && see(await wire.send(row.label, row.browser, plan, patience()), cookieName(server.options))
        }
        const cells = await fillTable(action, start, ask)
        if (stage.interrupted.aborted) break
        record.tables.set(label, tableOf(cells))
        yield { event: 'table', label, ...cells }
        break
      }
      case 'restart':
        yield* restartServer(action, wire)
        break
      case 'ending': {
        const { label, server: name, signal } = action
        yield { event: 'ending', label, server: name, signal, ...(await processes.end(name, signal)) }
        break
      }
      case 'deploy': {
        const { label, servers: names, app = server.app, change: ownChange = server.change } = action
        server = { ...server, app, change: ownChange, options: optionsIn(await loadApp(lesson, app), ownChange) }
        const { failure, ...came } = await wire.deploy(action, plansOf(names), stage.interrupted)
        record.deploys.set(label, came)
        yield deploySeen(action, came)
        stopped ||= failure !== null
        if (failure) yield { event: 'failure', ...failure }
        break
      }
      case 'clock':
        await wire.clock.advance(action.milliseconds)
        yield { event: 'clock', label: action.label, advancedMs: action.milliseconds }
        break
      case 'launch': {
        const { label, code, variables } = action
        const program = { code, variables: { ...packages.launch.variables, ...variables } }
        const { interrupted } = stage
        const result = await launch(program, stage.nodePath, stage.variables, packages.launch.folder, interrupted)
        if (interrupted.aborted) break
        record.launches.set(label, result)
        yield { event: 'launch', label, code, variables, ...result }
      }
    }
  }

  /** How long to wait for an answer, in milliseconds. */
  function patience(): number {
    return changed || server.fails ? PATIENCE_MS.short : PATIENCE_MS.long
  }

  /** Keeps an exchange for conditions. @returns the event that tells of it */
  function tell(
    exchange: Exchange,
    how: Pick<ExchangeSeen, 'brief' | 'inALine' | 'overlaps'>,
    { options, fails } = server,
  ): ExchangeSeen {
    const name = cookieName(options)
    record.exchanges.push(see(exchange, name))
    stopped ||= exchange.failure !== null && exchange.failure.kind !== 'cut' && !fails
    return { event: 'exchange', ...exchange, cookieName: name, ...how }
  }

  async function* restartServer(action: Restart, { forgetBrowsers }: Wire): AsyncGenerator<LessonEvent> {
    const { label, browsers, beside, processes: own } = action
    if (browsers === 'fresh') await forgetBrowsers()
    const app = action.app ?? (browsers === 'fresh' ? 'app' : server.app)
    const behind = action.behind ?? server.behind
    const usesRedis = action.redis ?? server.redis
    if (usesRedis) yield* redis.introduce()
    const started = await startServer(label, app, action.change ?? server.change, action.fails, behind, {
      beside,
      usesRedis,
      own,
    })
    yield {
      event: 'restart',
      label,
      app: `${app}.ts`,
      options: server.described,
      browsers,
      ...(behind.length > 0 ? { behind } : {}),
      ...(beside ? { beside } : {}),
      ...(own ? { processes: own } : {}),
    }
    yield* startEvents(started)
  }
}
