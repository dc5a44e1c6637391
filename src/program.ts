import { Argument, Command } from './commander.ts'
import type { Shell } from './commands/completion/completion.ts'
import type { DoctorFlags } from './commands/doctor/doctor.ts'
import type { ExerciseFlags } from './commands/exercise/exercise.ts'
import type { ExplainFlags } from './commands/explain/explain.ts'
import type { InspectFlags } from './commands/inspect/flags.ts'
import type { LessonFlags } from './commands/lesson/lesson.ts'
import type { PlayFlags } from './commands/screen.ts'
import type { SolutionFlags } from './commands/solution/solution.ts'
import type { VerifyFlags } from './commands/verify/tell-verdict.ts'
import type { TraceFlags } from './commands/trace/trace.ts'
import type { WatchFlags } from './commands/watch/watch.ts'
import type { Environment } from './environment.ts'
import { HIDDEN, isBehindDashes, namesOf, NEED_ALL, VERSION, withFlags } from './declare.ts'
import { examplesFor, INSPECTIONS } from './examples.ts'
import { dir, doctorFlags, explainFlags, inspectFlags, json, lessonFlags, plain, traceFlags, ts } from './flags.ts'
import { version } from './version.ts'

/**
 * Declares the commands. The README's tables are made of what stands here and in flags.ts. Each command loads its code only when it
 * is called, so that `--version` costs no Express.
 * @param finish receives the exit code of the command that ran
 * @param first the first word of the command line. If it is a command, only that one is declared, which takes less time
 */
export function createProgram(environment: Environment, finish: (code: number) => void, first = ''): Command {
  const examples = examplesFor(environment.program)
  const program = new Command(environment.program)
    .description('Learn express-session from real requests to a real Express app.')
    .summary('choose from a menu; without a terminal, list the lessons')
    .version(version(), VERSION.join(', '))
    .exitOverride()
    .enablePositionalOptions()
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
    .addOption(plain())
    .addHelpText('after', examples('', 'lesson 3', 'inspect --cookie s%3A...'))
    .action(async (typed: string | undefined, options: PlayFlags) => {
      if (typed !== undefined)
        throw (await import('./unknown-command.ts')).unknownCommand(typed, namesOf(program), program.name())
      finish(await (await import('./commands/menu/menu.ts')).menu(options, environment))
    })

  const EXERCISE = 'the number or the name of its lesson'

  /** The commands in the order of `--help`. */
  const declarations: Readonly<Record<string, (command: Command) => Command>> = {
    list: (command) =>
      command
        .description('list the lessons and how far you are')
        .addOption(json('an array of lessons'))
        .addHelpText('after', examples('list', 'list --json'))
        .action(async (options: { json?: boolean }) =>
          finish(await (await import('./commands/list/list.ts')).list(options, environment)),
        ),
    lesson: (command) =>
      withFlags(command, lessonFlags())
        .summary('play one lesson')
        .description('play one lesson, from where you left it')
        .argument(
          '<lesson>',
          'its number or its name, as in `lesson 3` or `lesson genid`; with a step, as in `lesson 2.5`',
        )
        .addHelpText(
          'after',
          examples(
            'lesson 3',
            'lesson genid --plain',
            'lesson 2 --step 5',
            'lesson 3 --set saveUninitialized=false',
            'lesson cookie-max-age --set cookie.maxAge=5000 --json',
            'lesson 2 --with ../my-app',
            'lesson 2 --handout > lesson-2.md',
          ),
        )
        .action(async (name: string, _: LessonFlags, called: Command) =>
          finish(
            await (
              await import('./commands/lesson/lesson.ts')
            ).lesson(name, called.optsWithGlobals<LessonFlags>(), environment),
          ),
        ),
    next: (command) =>
      withFlags(command, lessonFlags())
        .description('play the first lesson that is not done')
        .addHelpText('after', examples('next', 'next --plain'))
        .action(async (_: LessonFlags, called: Command) =>
          finish(
            await (await import('./commands/next/next.ts')).next(called.optsWithGlobals<LessonFlags>(), environment),
          ),
        ),
    exercise: (command) =>
      command
        .description('write the file of an exercise, to work on in your editor')
        .argument('<lesson>', EXERCISE)
        .addOption(dir())
        .addOption(
          ts(
            'in TypeScript instead of JavaScript',
            'The other commands use the file that is there; if there are two, the one you changed last',
          ),
        )
        .option('--reset', 'start over; your file stays beside the new one')
        .addHelpText('after', examples('exercise 1', 'exercise genid --ts --dir ~/learning'))
        .action(async (name: string, options: ExerciseFlags) =>
          finish(await (await import('./commands/exercise/exercise.ts')).exercise(name, options, environment)),
        ),
    verify: (command) =>
      command
        .summary('run your file and check it')
        .description('run your file and check it; without a lesson, every exercise you have started')
        .argument('[lesson]', `${EXERCISE}; every exercise you have started without it`)
        .addOption(dir())
        .addOption(
          json(
            'one JSON object per exercise, one per line',
            'As in `{number, slug, title, file, passed, problem, checks, output, durationMs}`',
          ),
        )
        .option('--why', 'also say why a check failed, with the line and what to do')
        .addHelpText('after', examples('verify 1', 'verify 1 --why', 'verify --json'))
        .action(async (name: string | undefined, options: VerifyFlags) =>
          finish(await (await import('./commands/verify/verify.ts')).verify(name, options, environment)),
        ),
    watch: (command) =>
      command
        .summary('check your file each time you save it')
        .description('check your file each time you save it; without a lesson, the first unsolved one')
        .argument('[lesson]', `${EXERCISE}; the first unsolved one without it`)
        .addOption(dir())
        .addOption(ts('write new files in TypeScript'))
        .addOption(
          plain(
            'no redraws: each result below the one before, and words instead of keys',
            '`ACCESSIBLE=1` and `TERM=dumb` do the same',
          ),
        )
        .addHelpText('after', examples('watch', 'watch 3'))
        .action(async (name: string | undefined, _: WatchFlags, called: Command) =>
          finish(
            await (
              await import('./commands/watch/watch.ts')
            ).watch(name, called.optsWithGlobals<WatchFlags>(), environment),
          ),
        ),
    hint: (command) =>
      command
        .summary('show one more hint for an exercise')
        .description('show one more hint for an exercise; without a lesson, for the one that was checked last')
        .argument('[lesson]', `${EXERCISE}; the one that was checked last without it`)
        .addHelpText('after', examples('hint', 'hint 1'))
        .action(async (name: string | undefined) =>
          finish(await (await import('./commands/hint/hint.ts')).hint(name, {}, environment)),
        ),
    solution: (command) =>
      command
        .summary('show the solution of an exercise that you have solved')
        .description('show the solution of an exercise that you have solved, as a diff against your file')
        .argument('<lesson>', EXERCISE)
        .addOption(dir())
        .addOption(ts('in TypeScript, if you have no file'))
        .option('--show', 'even if you have not solved it')
        .addHelpText('after', examples('solution 1', 'solution 1 --show'))
        .action(async (name: string, options: SolutionFlags) =>
          finish(await (await import('./commands/solution/solution.ts')).solution(name, options, environment)),
        ),
    inspect: (command) =>
      withFlags(command, inspectFlags())
        .description('take a cookie apart')
        .addHelpText('after', examples(...INSPECTIONS))
        .action(async (options: InspectFlags) =>
          finish(await (await import('./commands/inspect/inspect.ts')).inspect(options, environment)),
        ),
    trace: (command) =>
      withFlags(command, traceFlags())
        .summary('your own app, request by request')
        .description('start your own app, and show what each request does to its sessions while you use it')
        .argument('[words...]', 'a file that Node.js runs, or a command behind --')
        .allowUnknownOption()
        .addHelpText('after', examples('trace server.js', 'trace -- npm run dev', 'trace --fail-on error -- npm test'))
        .action(async (words: readonly string[], _: TraceFlags, called: Command) =>
          finish(
            await (
              await import('./commands/trace/trace.ts')
            ).trace(words, isBehindDashes(words, called, program), called.optsWithGlobals<TraceFlags>(), environment),
          ),
        ),
    doctor: (command) =>
      withFlags(command, doctorFlags())
        .summary('your own app, used as browsers would')
        .description('use your own app as browsers would, and say what is wrong with its sessions')
        .argument('[words...]', 'a file that is the app, or a command behind --')
        .allowUnknownOption()
        .addHelpText('after', examples('doctor server.js', 'doctor -- npm start'))
        .action(async (words: readonly string[], options: DoctorFlags, called: Command) =>
          finish(
            await (
              await import('./commands/doctor/doctor.ts')
            ).doctor(words, isBehindDashes(words, called, program), options, environment),
          ),
        ),
    explain: (command) =>
      withFlags(command, explainFlags())
        .summary('why do my sessions not work?')
        .description('find the cause of what surprised you; with the code of a cause, see it happen live')
        .argument('[words...]', 'what you see, in your own words; an error message; or the code of a cause')
        .addHelpText('after', examples('explain', 'explain new id on every request', 'explain secure-over-http'))
        .action(async (words: readonly string[], _: ExplainFlags, called: Command) => {
          const { explain } = await import('./commands/explain/explain.ts')
          finish(await explain(words, called.optsWithGlobals<ExplainFlags>(), environment))
        }),
    progress: (command) =>
      command
        .description('show what you have done')
        .addOption(json('it as JSON'))
        .addHelpText('after', examples('progress'))
        .action(async (options: { json?: boolean }) =>
          finish(await (await import('./commands/progress/progress.ts')).progress(options, environment)),
        ),
    reset: (command) =>
      command
        .description('forget your progress in one lesson, or in all')
        .argument('[lesson]', 'its number or its name; all lessons without it')
        .option('--yes', 'do not ask')
        .addHelpText('after', examples('reset 3', 'reset --yes'))
        .action(async (name: string | undefined, options: { yes?: boolean }) =>
          finish(await (await import('./commands/reset/reset.ts')).reset(name, options, environment)),
        ),
    completion: (command) =>
      command
        .summary('complete what you type in your shell')
        .description('print a script for your shell that completes commands, lessons and flags when you press Tab')
        .addArgument(new Argument('<shell>', 'your shell').choices(['bash', 'zsh', 'fish', 'powershell']))
        .addHelpText(
          'after',
          `
Examples:
  source <(${environment.program} completion bash)
      in ~/.bashrc; bash needs the package bash-completion for it
  source <(${environment.program} completion zsh)
      in ~/.zshrc, below compinit
  ${environment.program} completion fish | source
      in ~/.config/fish/config.fish
  ${environment.program} completion powershell | Out-String | Invoke-Expression
      in your $PROFILE, in PowerShell
`,
        )
        .action(async (shell: Shell) =>
          finish((await import('./commands/completion/completion.ts')).completion(shell, environment)),
        ),
    complete: (command) =>
      command
        .description('what the last of these words can become')
        .argument('[words...]')
        .action(async (words: readonly string[]) =>
          finish((await import('./commands/completion/complete.ts')).complete(words, program, environment)),
        ),
  }

  const names = Object.keys(declarations)
  const wanted = VERSION.includes(first) ? [] : names.includes(first) && !NEED_ALL.has(first) ? [first] : names
  for (const name of wanted) declarations[name]?.(program.command(name, { hidden: HIDDEN.has(name) }))

  // `lessn 3` is an unknown command, not one word too many. Set last, because commands inherit it.
  return program.allowExcessArguments()
}

/** The commands that work in the current folder, or load what asks for it. */
const NEED_FOLDER: ReadonlySet<string> = new Set([
  'lesson',
  'next',
  'exercise',
  'verify',
  'watch',
  'solution',
  'trace',
  'doctor',
])

/** @throws the error of the system if the current folder was deleted */
const expectFolder = ({ folder }: Environment): string => folder
