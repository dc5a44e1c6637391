import { PassThrough, Writable } from 'node:stream'
import { processEnvironment, type Environment } from '../../src/environment.ts'
import { main } from '../../src/main.ts'
import { temporaryFolder } from './temporary-folder.ts'

export { temporaryFolder }

/** What one command left behind. */
export interface Outcome {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
  /** Standard output read as NDJSON. */
  readonly events: readonly Record<string, unknown>[]
}

let shared: Environment | undefined

/** An environment without a terminal: `input` is all of standard input, output is collected. */
export function pipedEnvironment(changes: Partial<Environment> & { readonly input?: string } = {}) {
  const { input = '', ...rest } = changes
  // Made once: it puts listeners on the process.
  shared ??= processEnvironment()
  const stdin = new PassThrough()
  stdin.end(input)
  const out = collector()
  const err = collector()
  const environment: Environment = {
    ...shared,
    program: 'session-tutor',
    stdin,
    stdout: out.stream,
    stderr: err.stream,
    interactive: false,
    stdinIsTerminal: false,
    stderrIsTerminal: false,
    colour: 0,
    unicode: true,
    accessible: false,
    size: () => ({ columns: 80, rows: 24 }),
    variables: {},
    stateFolder: rest.stateFolder ?? temporaryFolder(),
    interrupted: new AbortController().signal,
    finishUnread() {},
    release() {},
    ...rest,
  }
  return { environment, stdout: out.text, stderr: err.text }
}

/** Runs one command in this process: `run(['lesson', '3', '--json'])` reads like a shell line. */
export async function run(
  argv: readonly string[],
  changes: Partial<Environment> & { readonly input?: string } = {},
): Promise<Outcome> {
  const { environment, stdout, stderr } = pipedEnvironment(changes)
  const code = await main(argv, environment)
  const printed = stdout()
  return {
    code,
    stdout: printed,
    stderr: stderr(),
    get events() {
      return printed
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line) as Record<string, unknown>)
    },
  }
}

/** A stream that keeps everything written to it. */
function collector() {
  let collected = ''
  const stream = new Writable({
    decodeStrings: false,
    write(chunk: string | Buffer, _encoding, done) {
      collected += chunk.toString()
      done()
    },
  })
  return { stream, text: () => collected }
}
