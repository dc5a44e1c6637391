import { loginsIn } from '../diagnosis/login.ts'
import type { Visit } from '../diagnosis/moves.ts'
import { header } from '../diagnosis/facts.ts'
import type { Account } from './credentials.ts'
import { mayHarm, writesByGet } from './harm.ts'
import { formsIn, linksIn, sendsForms } from './pages.ts'
import { fits, routesOf, type Routes } from './routes.ts'
import { cookieOf, filledIn, isForm, pauseOf, type Access, type Site } from './site.ts'
import { resourcesOf } from './through.ts'
import type { UsedApp } from './used-app.ts'

/** What a look at the pages of an app tells. */
export type Looked = Pick<
  Site,
  'routes' | 'resources' | 'fields' | 'forms' | 'front' | 'pauseMs' | 'servers' | 'hasSockets' | 'sessionCookie'
>

/** Packages for WebSockets without a protocol of their own above them. */
const SOCKETS: ReadonlySet<string> = new Set(['ws', 'express-ws'])

/** The most pages that are found by links. */
const MOST_LINKED = 12

/**
 * Looks at every page of an app once, by GET. Something was asked for before, so that its stack is known.
 * @param fields that its handlers are known to take
 * @param onlyReads whether the app keeps data: then nothing is asked for that might change something
 */
export async function lookAround(app: UsedApp, fields: readonly string[], onlyReads: boolean): Promise<Looked> {
  const routes = routesOf(app.observation.stack)
  const queue = routes.pages.filter((page) => !writesByGet(page))
  const seen = new Set(queue)
  const [resources, found] = [new Set<string>(), new Set(fields)]
  const [sends, forms] = [new Set<string>(), new Set<string>()]
  const linked: string[] = []
  // It grows while it is gone through.
  for (const page of queue) {
    // oxlint-disable-next-line no-await-in-loop -- one page leads to the next
    const [last] = (await app.visit({ send: `GET ${page}`, as: 'a first look' })).slice(-1)
    if (!last || !isHtml(last.response.body)) continue
    const url = new URL(page, ANYWHERE)
    for (const one of resourcesOf(last.response.body, url)) if (one !== '/favicon.ico') resources.add(one)
    for (const form of formsIn(last.response.body, url)) {
      sends.add(form.send)
      if (sendsForms(last.response.body)) forms.add(form.send)
      for (const field of form.fields) found.add(field)
    }
    for (const link of linksIn(last.response.body, url))
      if (!seen.has(link) && linked.length < MOST_LINKED && !writesByGet(link)) {
        seen.add(link)
        linked.push(link)
        queue.push(link)
      }
  }
  const front = onlyReads ? null : await frontOf(app, routes)
  const { sessions, packages } = app.observation
  return {
    routes: withFound(routes, linked, [...sends]),
    resources: [...resources],
    fields: [...found],
    forms: [...forms],
    front,
    pauseMs: pauseOf(sessions),
    servers: app.servers(),
    hasSockets: packages.some(({ name }) => SOCKETS.has(name)),
    sessionCookie: cookieOf(sessions),
  }
}

const ANYWHERE = 'http://site.invalid'
const isHtml = (body: string): boolean => /<\w+[\s>]/.test(body)

/** The site that CORS headers name to anyone who asks. */
async function frontOf(app: UsedApp, { pages }: Routes): Promise<string | null> {
  const [page] = pages
  if (page === undefined) return null
  const [last] = await app.visit({ send: `GET ${page}`, as: null })
  const allowed = header(last?.response.headers ?? [], 'access-control-allow-origin')
  return allowed !== undefined && URL.canParse(allowed) ? new URL(allowed).origin : null
}

/** What pages lead to, where no route of the stack does: files, and what a router does that is none of Express. */
function withFound(routes: Routes, linked: readonly string[], sends: readonly string[]): Routes {
  const known = [...routes.logins, ...routes.logouts, ...routes.writes]
  const isNew = (send: string) =>
    !known.includes(send) && !known.some((one) => fits(one, send)) && send.startsWith('POST ')
  const isLogin = (send: string) => /log-?in|log-?on|sign-?in/i.test(send)
  const isLogout = (send: string) => /log-?out|log-?off|sign-?out/i.test(send)
  const added = sends.filter(isNew)
  return {
    ...routes,
    pages: [...new Set([...routes.pages, ...linked.filter((link) => !isLogout(link))])],
    logins: [...routes.logins, ...added.filter(isLogin)],
    logouts: [...routes.logouts, ...added.filter(isLogout)],
    writes: [...routes.writes, ...added.filter((send) => !isLogin(send) && !isLogout(send))],
  }
}

const REGISTERS = /regist|sign-?up|join|create-?account|\/users?$/i

/**
 * Finds out who gets in: anybody, one of the accounts that the source tells of, or somebody who registers first. A login is recognised by
 * the store: the first that keeps who somebody is. Each account is tried once.
 */
export async function findAccess(app: UsedApp, looked: Looked, accounts: readonly Account[]): Promise<Access> {
  const { fields, routes } = looked
  const [send] = routes.logins.filter((one) => !mayHarm(one))
  if (send === undefined) return { kind: 'anybody', password: 'secret' }
  const tryOut = async (user: string, password: string, as: string, to = send): Promise<number> => {
    const before = app.observation.exchanges.length
    const visit: Visit = { send: to, as, body: filledIn(fields, user, password), form: isForm(looked, to) }
    await app.visit(visit)
    return successOf(app, before)
  }
  const anybody = await tryOut('somebody', 'secret', 'login 0')
  if (anybody === LOGGED_IN) return { kind: 'anybody', password: 'secret' }
  let best: { readonly score: number; readonly account: Account } | null = null
  for (const [i, account] of accounts.entries()) {
    // oxlint-disable-next-line no-await-in-loop -- the first that gets in is enough
    const score = await tryOut(account.user, account.password, `login ${i + 1}`)
    if (score > (best?.score ?? anybody)) best = { score, account }
    if (score === LOGGED_IN) break
  }
  if (best) {
    const { password } = best.account
    const others = await tryOut('somebody', password, 'login of somebody else')
    return others >= best.score ? { kind: 'anybody', password } : { kind: 'account', account: best.account }
  }
  if (anybody > FAILED) return { kind: 'anybody', password: 'secret' }
  const register = routes.writes.find((one) => one.startsWith('POST ') && REGISTERS.test(one) && !mayHarm(one))
  if (register !== undefined) {
    await tryOut('somebody', 'secret', 'registers', register)
    if ((await tryOut('somebody', 'secret', 'registered')) > FAILED) return { kind: 'registers', send: register }
  }
  return { kind: 'nobody' }
}

const [FAILED, ANSWERED, LOGGED_IN] = [1, 2, 3]

/** How well the last login went: kept by the store, answered as if, an error, or refused. */
function successOf(app: UsedApp, before: number): number {
  const own = app.observation.exchanges.slice(before)
  if (loginsIn(own).length > 0) return LOGGED_IN
  const [exchange] = own
  const status = exchange?.response?.status ?? 0
  const to = header(exchange?.response?.headers ?? [], 'location')
  if (status >= 200 && status < 400) return to !== undefined && /log-?in|sign-?in|fail|error/i.test(to) ? 0 : ANSWERED
  // What fails, or never answers, went further than what is refused.
  return status >= 500 || status === 0 ? FAILED : 0
}
