import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { hostOf } from '../../src/workspace/host.ts'
import { processEnvironment } from '../../src/environment.ts'
import { attempt, LIMITS, type Limits } from '../../src/exercise/attempt.ts'
import { check, exercise, get, send } from '../../src/exercise/index.ts'
import { judge, type Verdict } from '../../src/exercise/judge.ts'
import type { Send } from '../../src/lesson/script.ts'
import type { SandboxHost } from '../../src/sandbox/sandbox.ts'
import { temporaryFolder } from '../support/run.ts'

/** What our own process lends to a sandbox. */
export const host: SandboxHost = hostOf(processEnvironment())

/** Whether Node.js itself takes the types out of a TypeScript file. */
export const stripsTypes: boolean = 'stripTypeScriptTypes' in (await import('node:module')).default

/** Sends these requests, and wants 200 for each. */
const asking = (requests: readonly Send[]) => ({
  title: 'Some requests',
  ...exercise({
    home: import.meta.url,
    actions: requests,
    checks: requests.map((request) =>
      check(request.label, 'It is answered with 200.', {
        exchange: request,
        holds: (run) => run.at(request).status === 200,
        otherwise: 'It is not answered with 200.',
      }),
    ),
    hints: [],
    explanation: '',
  }),
})

/** Sends `GET /` and `GET /two`, and wants 200 for both. */
export const twoRequests = asking([send('one', get('/')), send('two', get('/two'))])

/** How a learner's file is tried. */
export interface Try {
  /** The file's name. */
  readonly name?: string
  /** Files beside it, by their relative paths. */
  readonly files?: Readonly<Record<string, string>>
  /**
   * Shorter limits than learners have. The start has its own, so that a busy machine is no reason for a test to fail, however short
   * the time for an answer that never comes.
   */
  readonly limits?: Partial<Limits>
  readonly folder?: string
  /** What is asked for, one after the other, if it is not `/` and `/two`. */
  readonly paths?: readonly string[]
  readonly host?: SandboxHost
  readonly interrupted?: AbortSignal
}

/** Runs a source as a learner's file, with {@link twoRequests} if nothing else is asked. */
export async function tryFile(source: string, how: Try = {}): Promise<Verdict> {
  const { name = 'file.js', files = {}, limits, folder = temporaryFolder(), paths } = how
  const script = paths ? asking(paths.map((url) => send(url, get(url)))) : twoRequests
  for (const [beside, text] of Object.entries({ ...files, [name]: source })) {
    const file = path.join(folder, beside)
    mkdirSync(path.dirname(file), { recursive: true })
    writeFileSync(file, text)
  }
  const file = path.join(folder, name)
  const signal = how.interrupted ?? new AbortController().signal
  const attempted = await attempt(script, file, how.host ?? host, signal, { ...LIMITS, ...limits })
  return judge(script, attempted, source, file)
}

/** All that was printed. */
export const printed = ({ output }: Verdict): string => output.map(({ text }) => text).join('')

/** The beginning of an app: two lines. */
export const APP = "import express from 'express'\nconst app = express()\n"

/** Its two routes: two lines. */
export const ROUTES = "app.get('/', (req, res) => res.json({}))\napp.get('/two', (req, res) => res.json({}))\n"

export const LISTEN = 'app.listen(3000)\n'

/** A whole app, with this as the body of its handler for `GET /`, from line 4 on. */
export const handling = (body: string, head = '(req, res, next)'): string =>
  `${APP}app.get('/', ${head} => {\n${body}\n})\napp.get('/two', (req, res) => res.json({}))\n${LISTEN}`
