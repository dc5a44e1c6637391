import { CommanderError } from './commander.ts'
import { processEnvironment, type Environment } from './environment.ts'
import { Interrupted, UserError } from './errors.ts'
import { createProgram } from './program.ts'

/** For programs that start the tutor with something of their own in it. */
export { processEnvironment } from './environment.ts'

/**
 * Runs one command. The only place where an error becomes text: what a person can fix is told in two sentences, the
 * rest is a bug and says how to report it.
 * @param argv the words after the program's name
 * @returns the exit code, which may be that of a command that was traced; never throws
 */
export async function main(argv: readonly string[], environment: Environment = processEnvironment()): Promise<number> {
  try {
    let exitCode = 0
    const program = createProgram(environment, (code) => (exitCode = code), argv[0])
    await Promise.race([program.parseAsync(argv, { from: 'user' }), interruption(environment.interrupted)])
    return exitCode
  } catch (error) {
    return await report(error, environment)
  } finally {
    environment.release()
  }
}

/** Rejects when Ctrl-C is pressed; never resolves. */
function interruption(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const interrupt = () => reject(signal.reason as Interrupted)
    if (signal.aborted) interrupt()
    else signal.addEventListener('abort', interrupt, { once: true })
  })
}

async function report(error: unknown, environment: Environment): Promise<number> {
  const say = async (...sentences: string[]) => {
    const { visibleLines } = await import('./terminal/text.ts')
    environment.stderr.write(`${visibleLines(sentences.join('\n'))}\n`)
  }
  if (error instanceof CommanderError) {
    // --help and --version end this way too, with their text already printed.
    if (error.exitCode === 0) return 0
    await say(...usageSentences(error, environment))
    return 2
  }
  if (error instanceof Interrupted) return error.exitCode
  if (error instanceof UserError) {
    await say(error.message, error.hintFor(environment))
    return error.exitCode
  }
  const { machineFault } = await import('./faults.ts')
  const fault = machineFault(error)
  if (fault) {
    await say(fault.message, fault.hintFor(environment))
    return fault.exitCode
  }
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error)
  await say(
    'This is a bug in session-tutor, not a mistake of yours.',
    'Please report it with the command you typed and these lines:',
    detail,
  )
  return 1
}

/** Commander says `error: unknown option '--jsn'\n(Did you mean --json?)`. The tutor says it in two sentences. */
function usageSentences(error: CommanderError, { program }: Environment): [string, string] {
  // What stands behind `=` may be a secret.
  const said = error.message.replace(/^error: /, '').replace(/'(--?[\w-]+)=[^]*'/, "'$1'")
  const [problem = '', suggestion] = said.split('\n')
  const sentence = problem.charAt(0).toUpperCase() + problem.slice(1)
  return [
    /[.!?]$/.test(sentence) ? sentence : `${sentence}.`,
    suggestion?.replace(/^\(|\)$/g, '') ?? hintFor(sentence, program),
  ]
}

function hintFor(problem: string, program: string): string {
  return problem.startsWith("Too many arguments for 'inspect'")
    ? `Put each paste and each secret behind its flag, in quotes: ${program} inspect --cookie '<paste>'`
    : `See: ${program} --help`
}
