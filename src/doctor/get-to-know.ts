import { loginsIn } from '../diagnosis/login.ts'
import type { Visit } from '../diagnosis/moves.ts'
import { header } from '../diagnosis/facts.ts'
import { withoutName, type Account } from './credentials.ts'
import { fetchedAtOnce } from './fetches.ts'
import { mayHarm, writesByGet } from './harm.ts'
import { formsIn, jsonPathsIn, linksIn, scriptsIn, sendsForms } from './pages.ts'
import { fits, routesOf, type Routes } from './routes.ts'
import { cookieOf, filledIn, isForm, pauseOf, type Access, type Site } from './site.ts'
import { resourcesOf } from './through.ts'
import type { UsedApp } from './used-app.ts'

/** What a look at the pages of an app tells. */
export type Looked = Pick<
  Site,
  | 'routes'
  | 'resources'
  | 'fields'
  | 'forms'
  | 'scripted'
  | 'atOnce'
  | 'front'
  | 'pauseMs'
  | 'servers'
  | 'hasSockets'
  | 'sessionCookie'
>

/** Packages for WebSockets without a protocol of their own above them. */
const SOCKETS: ReadonlySet<string> = new Set(['ws', 'express-ws'])

/** The most pages that are found by links. */
const MOST_LINKED = 12
/** The most files with scripts that are looked into. */
const MOST_SCRIPTS = 3

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
  const [sends, forms, doors] = [new Set<string>(), new Set<string>(), new Set<string>()]
  const linked: string[] = []
  const scripts: { readonly page: string; readonly text: string }[] = []
  const files = new Map<string, string>()
  // It grows while it is gone through.
  for (const page of queue) {
    // oxlint-disable-next-line no-await-in-loop -- one page leads to the next
    const [last] = (await app.visit({ send: `GET ${page}`, as: 'a first look' })).slice(-1)
    if (!last || !isHtml(last.response.body)) continue
    const url = new URL(page, ANYWHERE)
    for (const one of resourcesOf(last.response.body, url)) {
      if (one !== '/favicon.ico') resources.add(one)
      if (/\.m?js(\?|$)/.test(one) && !files.has(one)) files.set(one, page)
    }
    scripts.push(...scriptsIn(last.response.body).map((text) => ({ page, text })))
    for (const form of formsIn(last.response.body, url)) {
      sends.add(form.send)
      if (form.passwords === 1 && !REGISTERS.test(form.send)) doors.add(form.send)
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
  for (const [file, page] of [...files].slice(0, MOST_SCRIPTS)) {
    // oxlint-disable-next-line no-await-in-loop -- few, and they are files
    const [last] = await app.visit({ send: `GET ${file}`, as: 'a first look' })
    if (last) scripts.push({ page, text: last.response.body })
  }
  const front = onlyReads ? null : await frontOf(app, routes)
  const { sessions, packages } = app.observation
  return {
    routes: withDoors(withFound(routes, linked, [...sends]), [...doors]),
    resources: [...resources],
    fields: [...found],
    forms: [...forms],
    scripted: [...new Set(scripts.flatMap(({ text }) => jsonPathsIn(text)))],
    atOnce: (
      await Promise.all(scripts.map(async ({ page, text }) => ({ page, paths: await fetchedAtOnce(text) })))
    ).filter(({ paths }) => paths.length > 0),
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

/** What asks for a password lets somebody in, whatever it is called. */
function withDoors(routes: Routes, doors: readonly string[]): Routes {
  const isDoor = (send: string): boolean => send.startsWith('POST ') && doors.some((door) => fits(send, door))
  return {
    ...routes,
    logins: [...routes.logins, ...routes.writes.filter(isDoor)],
    writes: routes.writes.filter((send) => !isDoor(send)),
  }
}

const REGISTERS = /regist|sign-?up|join|create-?account|\/users?$/i

/** The most requests that might be a login, though nothing says so. */
const MOST_DOORS = 3

/**
 * Finds out who gets in, and where: anybody, one of the accounts that the source tells of, or somebody who registers first. A login is
 * recognised by the store: the first that keeps who somebody is. Each account is tried once.
 */
export async function findAccess(
  app: UsedApp,
  looked: Looked,
  accounts: readonly Account[],
): Promise<Pick<Site, 'access' | 'routes'>> {
  const { routes } = looked
  const [known] = routes.logins.filter((one) => !mayHarm(one))
  if (known !== undefined) return { routes, access: await accessBy(known, app, looked, accounts) }
  const writes = routes.writes.filter((one) => one.startsWith('POST ') && !REGISTERS.test(one) && !mayHarm(one))
  // What refuses somebody who is made up, and takes an account, is a login.
  if (accounts.length > 0)
    for (const send of writes.slice(0, MOST_DOORS)) {
      // oxlint-disable-next-line no-await-in-loop -- the first that lets somebody in is enough
      if ((await tryOut(app, looked, send, 'at a door')) > REFUSED) continue
      // oxlint-disable-next-line no-await-in-loop
      const access = await accessBy(send, app, looked, accounts)
      if (access.kind === 'account' || access.kind === 'anybody') return { routes: withDoors(routes, [send]), access }
    }
  return { routes, access: { kind: 'anybody', password: 'secret' } }
}

/** Finds out who gets in by a request. @param send as in `POST /login` */
async function accessBy(send: string, app: UsedApp, looked: Looked, accounts: readonly Account[]): Promise<Access> {
  const anybody = await tryOut(app, looked, send, 'login 0')
  if (anybody === LOGGED_IN) return { kind: 'anybody', password: 'secret' }
  let best: { readonly score: number; readonly account: Account } | null = null
  for (const [i, account] of accounts.entries()) {
    // oxlint-disable-next-line no-await-in-loop -- the first that gets in is enough
    const score = await tryOut(app, looked, send, `login ${i + 1}`, account)
    if (score > (best?.score ?? anybody)) best = { score, account }
    // One that answers neither to somebody unknown nor to two accounts answers to nobody.
    if (score === LOGGED_IN || (anybody === HUNG && score === HUNG && i > 0)) break
  }
  if (best) {
    const { account, score } = best
    const somebody = { ...account, user: NOBODY.user, fields: withoutName(account) }
    const others = await tryOut(app, looked, send, 'login of somebody else', somebody)
    return others >= score
      ? { kind: 'anybody', password: account.password, fields: somebody.fields }
      : { kind: 'account', account }
  }
  const register = looked.routes.writes.find((one) => one.startsWith('POST ') && REGISTERS.test(one) && !mayHarm(one))
  if (register !== undefined) {
    await tryOut(app, looked, register, 'registers')
    // Many answer 200 with the news that there is nobody of that name: then it counts whether that is over.
    if ((await tryOut(app, looked, send, 'registered')) > Math.max(anybody, FAILED))
      return { kind: 'registers', send: register }
  }
  return anybody > FAILED ? { kind: 'anybody', password: 'secret' } : { kind: 'nobody' }
}

const NOBODY: Account = { user: 'somebody', password: 'secret', from: '' }

/** Tries a login. @returns how well it went */
async function tryOut(app: UsedApp, looked: Looked, send: string, as: string, account = NOBODY): Promise<number> {
  const before = app.observation.exchanges.length
  const body = { ...filledIn(looked.fields, account.user, account.password), ...account.fields }
  const visit: Visit = { send, as, body, form: isForm(looked, send) }
  await app.visit(visit)
  return successOf(app, before)
}

const [REFUSED, HUNG, FAILED, ANSWERED, LOGGED_IN] = [0, 1, 2, 3, 4]

/** How well the last login went: kept by the store, answered as if, an error, no answer, or refused. */
function successOf(app: UsedApp, before: number): number {
  const own = app.observation.exchanges.slice(before)
  if (loginsIn(own).length > 0) return LOGGED_IN
  const [exchange] = own
  const status = exchange?.response?.status ?? 0
  const to = header(exchange?.response?.headers ?? [], 'location')
  if (status >= 200 && status < 400)
    return to !== undefined && /log-?in|sign-?in|fail|error/i.test(to) ? REFUSED : ANSWERED
  // What fails, or never answers, went further than what is refused.
  if (status === 0) return HUNG
  return status >= 500 ? FAILED : REFUSED
}
