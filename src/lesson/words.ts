import type { RequestPlan } from '../wire/client.ts'
import type { ProxyPlan } from '../wire/proxy/forwarded.ts'
import type { Run } from './run.ts'
import type {
  Claim,
  Code,
  Condition,
  Experiment,
  Explain,
  Landing,
  Launch,
  LessonScript,
  MoveClock,
  OptionChange,
  Overlapping,
  Part,
  Predict,
  Restart,
  Send,
  Step,
  Table,
} from './script.ts'

/** The words that lessons are written with. Each makes a part of script.ts. */

/** Declares a lesson. */
export const lesson = (script: LessonScript): LessonScript => script

/** @param parts in the order in which they happen; those that follow each other at once may stand in brackets */
export const step = (title: string, ...parts: readonly (Part | readonly Part[])[]): Step => ({
  title,
  parts: parts.flat(),
})

/** Says something, in Markdown. Lines after the first may be indented as the code around them is. */
export const explain = (text: string): Explain => ({ kind: 'explain', text: undented(text).trim() })

/** A text without the indentation that its lines after the first have in common. */
function undented(text: string): string {
  const indents = [...text.matchAll(/\n( *)(?=\S)/g)].map(([, spaces = '']) => spaces.length)
  return indents.length > 0 ? text.replaceAll(`\n${' '.repeat(Math.min(...indents))}`, '\n') : text
}

/** Shows a file of the lesson, or the part between `// #region name` and `// #endregion`. */
export const code = (file: string, region?: string): Code => ({ kind: 'code', file, region })

/** An answer to a question: what must hold for it to come true, and what was mistaken where it does not. */
type Answer = Condition | readonly [holds: Condition, because: string]

/** By their texts. A whole number would come first, whatever its place (ECMA-262 `OrdinaryOwnPropertyKeys`). */
interface Answers {
  readonly [text: string]: Answer
  readonly [wholeNumber: number]: never
}

/**
 * Asks before the step's requests are sent.
 * @param answers each with its condition, in the order in which they are shown; in brackets with what to say to anyone who
 * chose it, where that is something else than `because`
 * @param details `because` why the right answer is right
 */
export const predict = (
  question: string,
  answers: Answers,
  { because, hints = [] }: { readonly because: string; readonly hints?: readonly string[] },
): Predict => ({
  kind: 'predict',
  question,
  choices: Object.entries(answers).map(([text, answer]) => {
    const [holds, ownReason = because] = typeof answer === 'function' ? [answer] : answer
    return { text, holds, because: ownReason }
  }),
  hints,
})

/**
 * Sends a request. The browser keeps cookies from request to request; say `{ browser: null }` for one that does not.
 * @param details `brief: true` if it only prepares what comes: then a page shows only what went over the wire. `inALine: true` if that may be told
 * in a line; `past: true` if it goes past the proxies that stand before the app
 */
export const send = (
  label: string,
  request: Send['request'],
  { browser = 'your browser', brief = false, inALine = false, past = false }: SendDetails = {},
): Send => ({
  kind: 'send',
  label,
  request,
  browser,
  brief,
  ...(inALine ? { inALine } : {}),
  ...(past ? { past } : {}),
})

interface SendDetails {
  readonly browser?: string | null
  readonly brief?: boolean
  readonly inALine?: boolean
  readonly past?: boolean
}

/**
 * Sends what no browser would: a request with this Cookie header, from a client that keeps no cookies.
 * @param cookie `name=value` as the run so far has it; undefined for a request without a cookie
 */
export const byHand = (label: string, request: RequestPlan, cookie: (run: Run) => string | undefined): Send => {
  const withCookie = (run: Run) => {
    const Cookie = cookie(run)
    return Cookie === undefined ? request : { ...request, headers: { ...request.headers, Cookie } }
  }
  return { kind: 'send', label, request: withCookie, browser: null, brief: false }
}

/**
 * Sends requests that are under way together: each when the app has the one before. What takes its time in the app (`wait`) decides which ends
 * first, and nothing else.
 */
export const together = (label: string, ...sends: readonly Send[]): Overlapping => ({
  kind: 'overlap',
  label,
  how: 'together',
  sends,
  next: [],
})

/** Sends a request and follows redirects as browsers do: as soon as the headers of an answer are there. @param next what it is led to */
export const follow = (label: string, first: Send, ...next: readonly Landing[]): Overlapping => ({
  kind: 'overlap',
  label,
  how: 'followed',
  sends: [first],
  next,
})

/** Names a request that a redirect leads to. */
export const landing = (label: string): Landing => ({ kind: 'send', label })

/**
 * Sends the same requests to several servers, and shows in a table what came of each.
 * @param columns the servers: changes on top of the options of the app file, by what they are called
 * @param rows sent to each in this order. Their labels stand before the rows
 */
export const table = (
  label: string,
  { app, columns, rows }: { readonly app?: string; readonly columns: Table['columns']; readonly rows: Table['rows'] },
): Table => ({ kind: 'table', label, app, columns, rows })

/** The cookie that an exchange set, to be sent by hand. */
export const cookieOf =
  (part: Send) =>
  (run: Run): string =>
    run.at(part).cookieHeader()

type RequestDetails = {
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: Readonly<Record<string, unknown>>
}

const plan =
  (method: RequestPlan['method']) =>
  (path: string, { headers = {}, body }: RequestDetails = {}): RequestPlan => ({
    method,
    path,
    headers,
    body: body ?? null,
  })

export const get = plan('GET')
export const post = plan('POST')
export const del = plan('DELETE')

/** The server process ends and starts again: memory is empty, browsers keep their cookies. */
export const restart = (
  label: string,
  details: { readonly app?: string; readonly change?: OptionChange } = {},
): Restart => ({
  kind: 'restart',
  label,
  app: details.app,
  change: details.change,
  browsers: 'kept',
  fails: false,
  beside: false,
})

/**
 * Another server altogether: other options or another app, and browsers that were never there.
 * @param details `change` on top of the app's own options; `behind` the proxies before it, from the browser on; `redis: true` if its app keeps
 * sessions in Redis, where this machine has one; `fails: true` if it is meant to fail, crash or hang
 */
export const another = (
  label: string,
  details: {
    readonly app?: string
    readonly change?: OptionChange
    readonly behind?: readonly ProxyPlan[]
    readonly redis?: boolean
    readonly fails?: boolean
  } = {},
): Restart => ({
  kind: 'restart',
  label,
  app: details.app,
  change: details.change ?? {},
  browsers: 'fresh',
  behind: details.behind ?? [],
  redis: details.redis ?? false,
  fails: details.fails ?? false,
  beside: false,
})

/**
 * A reverse proxy before an app, which speaks https with browsers and tells the app of it.
 * @param details what is otherwise: `proto` and `for` say how it comes by X-Forwarded-Proto and X-Forwarded-For
 */
export const proxy = (name: string, details: Partial<Omit<ProxyPlan, 'name'>> = {}): ProxyPlan => ({
  name,
  speaks: 'https',
  proto: 'sets',
  for: 'appends',
  ...details,
})

/** Moves the clock of app and browsers together. */
export const advance = (label: string, milliseconds: number): MoveClock => ({ kind: 'clock', label, milliseconds })

/** Runs `node -e <code>` in a process of its own. */
export const launch = (label: string, source: string, variables: Readonly<Record<string, string>> = {}): Launch => ({
  kind: 'launch',
  label,
  code: source,
  variables,
})

/**
 * States what the server did. Checked on every run.
 * @param details `breaksWith` an option change that makes it false; left out if options do not decide it, and then a test
 * breaks it in another way. `remember` the same in a few words: one of the three things that the end card lists. `myth` what a learner may
 * have read instead, word for word where possible
 */
export const claim = (
  text: string,
  holds: Condition,
  {
    breaksWith,
    remember,
    myth,
  }: { readonly breaksWith?: OptionChange; readonly remember?: string; readonly myth?: string } = {},
): Claim => ({ kind: 'claim', text, holds, breaksWith: breaksWith ?? null, remember, myth })

/**
 * A change worth trying. The sentence is checked on the run with that change.
 * @param since the first version of express-session in which it is true, where it is not so in all
 */
export const experiment = (
  change: OptionChange,
  text: string,
  holds: Condition,
  { since }: { readonly since?: `${number}.${number}` } = {},
): Experiment => ({ change, text, holds, ...(since ? { since } : {}) })
