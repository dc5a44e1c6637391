import { Command, Option } from 'commander'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { ExerciseFlags } from './commands/exercise/exercise.ts'
import type { InspectFlags } from './commands/inspect/inspect.ts'
import type { LessonFlags } from './commands/lesson/lesson.ts'
import type { SolutionFlags } from './commands/solution/solution.ts'
import type { VerifyFlags } from './commands/verify/tell-verdict.ts'
import type { WatchFlags } from './commands/watch/watch.ts'
import type { Environment } from './environment.ts'
import { UserError, type ExitCode } from './errors.ts'
import { packageRoot } from './package-root.ts'

/**
 * Declares the commands. Each loads its code only when it is called, so that `--version` costs no Express.
 * @param finish receives the exit code of the command that ran
 */
export function createProgram(environment: Environment, finish: (code: ExitCode) => void): Command {
  const program = new Command('session-tutor')
    .description('Learn express-session from real requests to a real Express app.')
    .version(version(), '-V, --version')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => void environment.stdout.write(text),
      // main() tells errors, in two sentences.
      writeErr: () => {},
    })
    .hook('preAction', (_, called) => {
      // Packages ask for it as soon as they are loaded, and Node.js 20 does not survive their not finding it.
      if (called === program ? environment.interactive : NEED_FOLDER.has(called.name())) expectFolder(environment)
    })
    .argument('[command]')
    .usage('[options] [command]')
    .option('--plain', 'numbered questions, no redraws, a word beside every colour')
    .addHelpText('after', examples('session-tutor', 'session-tutor lesson 3', 'session-tutor inspect --cookie s%3A...'))
    .action(async (typed: string | undefined, options: { plain?: boolean }) => {
      if (typed !== undefined) throw await unknownCommand(typed, program)
      finish(await (await import('./commands/menu/menu.ts')).menu(options, environment))
    })

  program
    .command('list')
    .description('list the lessons and how far you are')
    .option('--json', 'print an array of lessons')
    .addHelpText('after', examples('session-tutor list', 'session-tutor list --json'))
    .action(async (options: { json?: boolean }) =>
      finish(await (await import('./commands/list/list.ts')).list(options, environment)),
    )

  program
    .command('lesson')
    .description('play one lesson')
    .argument('<lesson>', 'its number or its name, as in `lesson 3` or `lesson genid`')
    .option('--set <option=value>', 'change a session option for this run (repeatable)', collect)
    .option(
      '--with <folder>',
      'play on the express and express-session that are installed there',
      once('--with', 'Play the lesson once for each folder.'),
    )
    .option('--json', 'print what happens, one JSON object a line')
    .option('--auto', 'play without asking; counts as done, without a score')
    .option('--plain', 'numbered questions, no redraws, a word beside every colour')
    .option('--no-save', 'leave progress alone')
    .addHelpText(
      'after',
      examples(
        'session-tutor lesson 3',
        'session-tutor lesson genid --plain',
        'session-tutor lesson 3 --set saveUninitialized=false',
        'session-tutor lesson cookie-max-age --set cookie.maxAge=5000 --json',
        'session-tutor lesson 2 --with ../my-app',
      ),
    )
    .action(async (name: string, _: LessonFlags, command: Command) =>
      finish(
        await (
          await import('./commands/lesson/lesson.ts')
        ).lesson(name, command.optsWithGlobals<LessonFlags>(), environment),
      ),
    )

  program
    .command('next')
    .description('play the first lesson that is not done')
    .option('--plain', 'numbered questions, no redraws, a word beside every colour')
    .addHelpText('after', examples('session-tutor next'))
    .action(async (_: { plain?: boolean }, command: Command) =>
      finish(await (await import('./commands/next/next.ts')).next(command.optsWithGlobals(), environment)),
    )

  const EXERCISE = 'the number or the name of its lesson'
  const folder = () => new Option('--dir <folder>', 'where your exercises are (default: session-tutor-exercises)')

  program
    .command('exercise')
    .description('write the file of an exercise, to work on in your editor')
    .argument('<lesson>', EXERCISE)
    .addOption(folder())
    .option('--ts', 'in TypeScript instead of JavaScript')
    .option('--reset', 'start over; your file stays beside the new one')
    .addHelpText('after', examples('session-tutor exercise 1', 'session-tutor exercise genid --ts --dir ~/learning'))
    .action(async (name: string, options: ExerciseFlags) =>
      finish(await (await import('./commands/exercise/exercise.ts')).exercise(name, options, environment)),
    )

  program
    .command('verify')
    .description('run your file and check it')
    .argument('[lesson]', `${EXERCISE}; all that you have begun without it`)
    .addOption(folder())
    .option('--json', 'print one JSON object an exercise')
    .addHelpText('after', examples('session-tutor verify 1', 'session-tutor verify --json'))
    .action(async (name: string | undefined, options: VerifyFlags) =>
      finish(await (await import('./commands/verify/verify.ts')).verify(name, options, environment)),
    )

  program
    .command('watch')
    .description('check your file each time you save it')
    .argument('[lesson]', `${EXERCISE}; the first that is not solved without it`)
    .addOption(folder())
    .option('--ts', 'write new files in TypeScript')
    .option('--plain', 'no redraws: each result below the one before, and words instead of keys')
    .addHelpText('after', examples('session-tutor watch', 'session-tutor watch 3'))
    .action(async (name: string | undefined, _: WatchFlags, command: Command) =>
      finish(
        await (
          await import('./commands/watch/watch.ts')
        ).watch(name, command.optsWithGlobals<WatchFlags>(), environment),
      ),
    )

  program
    .command('hint')
    .description('show one more hint for an exercise')
    .argument('<lesson>', EXERCISE)
    .addHelpText('after', examples('session-tutor hint 1'))
    .action(async (name: string) => finish(await (await import('./commands/hint/hint.ts')).hint(name, {}, environment)))

  program
    .command('solution')
    .description('show the solution of an exercise that you have solved')
    .argument('<lesson>', EXERCISE)
    .addOption(folder())
    .option('--ts', 'in TypeScript, where you have no file')
    .option('--show', 'even if you have not solved it')
    .addHelpText('after', examples('session-tutor solution 1', 'session-tutor solution 1 --show'))
    .action(async (name: string, options: SolutionFlags) =>
      finish(await (await import('./commands/solution/solution.ts')).solution(name, options, environment)),
    )

  program
    .command('inspect')
    .description('take a cookie apart')
    .option(
      '--cookie <paste>',
      'a value, name=value, a header, or what curl or a browser shows; - reads standard input',
      once('--cookie', 'Put several cookies into one paste, a line each.'),
    )
    .option('--batch', 'read standard input, one paste a line, and print one JSON object a line')
    .option('--secret <secret>', 'check the signature with this secret (repeatable)', collect)
    .option('--secret-file <path>', 'check it with the secrets in this file, one a line')
    .option('--secret-env', 'check it with the secret in the environment variable SESSION_SECRET')
    .option('--wordlist <path>', 'try every line of this file as the secret; - reads standard input')
    .option('--store <place>', 'look into the store: file:<folder> or redis://<host>; only reads')
    .option('--prefix <text>', 'what stands before the id in the keys of Redis (default: sess:)')
    .addOption(
      new Option('--fail-on <level>', 'end with exit code 1 where a finding is as grave as this').choices([
        'warning',
        'error',
      ]),
    )
    .option('--json', 'print what was found as JSON')
    .addHelpText(
      'after',
      examples(
        "session-tutor inspect --cookie 'connect.sid=s%3Aabc.def' --secret 'keyboard cat'",
        'curl -si http://localhost:3000 | session-tutor inspect --cookie - --secret-env --fail-on warning',
        'session-tutor inspect --batch --secret-file secrets.txt < cookies.txt',
        "session-tutor inspect --cookie 's%3Aabc.def' --wordlist words.txt",
        "session-tutor inspect --cookie 's%3Aabc.def' --store file:./sessions",
      ),
    )
    .action(async (options: InspectFlags) =>
      finish(await (await import('./commands/inspect/inspect.ts')).inspect(options, environment)),
    )

  program
    .command('progress')
    .description('show what you have done')
    .option('--json', 'print it as JSON')
    .addHelpText('after', examples('session-tutor progress'))
    .action(async (options: { json?: boolean }) =>
      finish(await (await import('./commands/progress/progress.ts')).progress(options, environment)),
    )

  program
    .command('reset')
    .description('forget the progress of one lesson, or of all')
    .argument('[lesson]', 'its number or its name; all lessons without it')
    .option('--yes', 'do not ask')
    .addHelpText('after', examples('session-tutor reset 3', 'session-tutor reset --yes'))
    .action(async (name: string | undefined, options: { yes?: boolean }) =>
      finish(await (await import('./commands/reset/reset.ts')).reset(name, options, environment)),
    )

  // `lessn 3` is an unknown command, not one word too many. Set last, because commands inherit it.
  return program.allowExcessArguments()
}

/** The commands that work in the current folder, or load what asks for it. */
const NEED_FOLDER: ReadonlySet<string> = new Set(['lesson', 'next', 'exercise', 'verify', 'watch', 'solution'])

/** @throws the error of the system if the current folder was deleted */
const expectFolder = ({ folder }: Environment): string => folder

/** @throws UserError when a flag is given again: the first would be lost without a word */
const once =
  (flag: string, hint: string) =>
  (value: string, earlier: string | undefined): string => {
    if (earlier === undefined) return value
    throw new UserError(`${flag} is given twice.`, hint)
  }

const collect = (value: string, earlier: readonly string[] = []): readonly string[] => [...earlier, value]

const examples = (...commands: readonly string[]): string =>
  `\nExamples:\n${commands.map((command) => `  ${command}`).join('\n')}\n`

async function unknownCommand(typed: string, program: Command): Promise<UserError> {
  const { nearest } = await import('./nearest.ts')
  const names = program.commands.map((command) => command.name())
  const meant = nearest(typed, names)
  return new UserError(
    `There is no command ${JSON.stringify(typed)}.`,
    meant ? `Did you mean: session-tutor ${meant}` : `The commands are ${names.join(', ')}. See: session-tutor --help`,
  )
}

function version(): string {
  const manifest: unknown = JSON.parse(readFileSync(path.join(packageRoot, 'package.json'), 'utf8'))
  return (manifest as { version: string }).version
}
