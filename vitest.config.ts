import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Pure functions and what little a file of tests needs of the world: nothing that one file does is seen by the next. */
const PURE = [
  'test/{environment-variables,house,plain-english,program,session-options}.test.ts',
  'test/{cases,cause-template}/*.test.ts',
  'test/commands/{inspect/store,lesson/parse-set,trace/{letters,screen/{head,reducer,rows,story}},watch/reducer}.test.ts',
  'test/cookie/**/*.test.ts',
  'test/diagnosis/!(causes).test.ts',
  'test/exercise/{code,dropped,judge,limit,slips,used}.test.ts',
  'test/lesson/{options,seen,source,up-to,words}.test.ts',
  'test/lessons/{chance,numbers,signature}.test.ts',
  'test/make/{javascript,made-files,readme}.test.ts',
  'test/observe/{afterwards,fact,keys,place,room,show,stacks,watcher}.test.ts',
  'test/presenters/**/*.test.ts',
  'test/progress/{entry,journal,open,progress}.test.ts',
  'test/sandbox/{hear,location,output}.test.ts',
  'test/sandbox/problems/*.test.ts',
  'test/stores/redis-location.test.ts',
  'test/support/{packed-runs,recordings}.test.ts',
  'test/terminal/**/!(*.pty).test.ts',
  'test/threads/*.test.ts',
  'test/trace/*.test.ts',
  'test/wire/{caused,client,light-client,overtake}.test.ts',
  'test/wire/jar/*.test.ts',
  'test/wire/servers/rotation.test.ts',
  'test/wordlist/*.test.ts',
]

/** Files whose subject runs in processes of its own: nothing of it is left in the one that looks on. */
const ELSEWHERE = [
  'test/**/*.pty.test.ts',
  'test/{build,faults,open,printed-commands}.test.ts',
  'test/{bench,course,exercises,make,observe,recording,support}/*.test.ts',
  'test/commands/no-home.test.ts',
  'test/commands/{completion,exercise,hint,inspect,list,progress,solution,watch}/*.test.ts',
  'test/diagnosis/causes.test.ts',
  'test/exercise/{attempt,observation}.test.ts',
  'test/progress/kill.test.ts',
  'test/sandbox/!(leftovers|variables).test.ts',
  'test/wire/servers/server-process.test.ts',
]

/**
 * Files that play lessons here. A lesson that is over has put the clock and all else back, and nobody has loaded Express before the
 * first of them observes it: a file that loads it itself has a process of its own, or those after it see no layers and no store.
 */
const LESSONS = [
  'test/commands/{cli,screens}.test.ts',
  'test/commands/{lesson,next,reset,trace}/!(*.pty).test.ts',
  'test/lesson/*.test.ts',
  'test/lessons/!(express-4|glossary|mutants|sentences).test.ts',
]

/**
 * What takes longest: each page of each lesson at a real terminal, a real browser, the packed package, other packages, megabytes of input,
 * every width of a window, files that do what they like, faults of the machine, kills. `npm run test:slow` runs these, `npm test` all others.
 */
const SLOW = [
  'test/package.test.ts',
  'test/commands/{lazy-loading,loopback,machine}.test.ts',
  'test/commands/inspect/{batch-threads,large,wordlist.pty}.test.ts',
  'test/commands/explain/screens.pty.test.ts',
  'test/commands/lesson/{causes,experiment,walk,with-folder}.pty.test.ts',
  'test/commands/lesson/with-folder.test.ts',
  'test/commands/menu/many-lessons.pty.test.ts',
  'test/commands/trace/faults.test.ts',
  'test/commands/watch/watching.test.ts',
  'test/doctor/{folder,keeps-data,starts-program}.test.ts',
  'test/lesson/servers.test.ts',
  'test/lessons/{another-origin.browser,two-servers.redis}.test.ts',
  'test/make/new-{cause,lesson}.test.ts',
  'test/sandbox/{endless,known-world,load,other-processes,pipes,requests,rights}.test.ts',
  'test/support/drive.test.ts',
  'test/terminal/{hang-up,interrupt,keys,left-behind,looks,second-signal}.pty.test.ts',
  'test/terminal/widths.test.ts',
  'test/torture/*.test.ts',
  'test/wire/chromium/start.test.ts',
  'test/wire/pages/pages.test.ts',
  'test/wordlist/search.test.ts',
  'test/workspace/full-disk.test.ts',
]

/** Files that take longest begin first, so that none of them is alone at the end. Where nothing is known yet, these. */
const LONG =
  /examine|doctor\/doctor|cli|requests|lazy-loading|\.pty|pages|with-folder|exercise\/exercise|screens|watch|browser|package|large|make\/new|loopback|batch-threads|widths|machine/

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    // oxlint-disable-next-line unicorn/no-array-sort -- the sequencer's own
    const sorted = await super.sort(files)
    const isLong = ({ moduleId }: TestSpecification) => LONG.test(moduleId)
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))]
  }
}

// What npx started names itself otherwise, and so would the tutor in tests that `npx vitest` runs.
delete process.env['npm_config_user_agent']

// Certificates of one's own slow each start of Node.js by 40 ms, and there are thousands. Only npm needs them (package.test.ts).
const { NODE_EXTRA_CA_CERTS: certificates } = process.env
delete process.env['NODE_EXTRA_CA_CERTS']

export default defineConfig({
  test: {
    pool: 'forks',
    // Each of the projects below would compile the sources for itself.
    experimental: { fsModuleCache: true },
    // Most tests wait for other processes, and meanwhile one more file can use the core.
    maxWorkers: availableParallelism() + 1,
    // So many tests of a file run side by side, where they say that they may: half of their time is waiting.
    maxConcurrency: 4,
    // Nobody tests how fast something is. These are for what hangs, on a machine that is busy.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    sequence: { sequencer: LongestFirst },
    setupFiles: 'test/support/after-each-file.ts',
    // The tutor plays the browser, as everywhere where there is none, and no Redis is started. Tests of a real one say so.
    env: { CERTIFICATES_FOR_NPM: certificates, SESSION_TUTOR_BROWSER: 'none', SESSION_TUTOR_REDIS: 'none' },
    projects: [
      { extends: true, test: { name: 'pure', include: PURE, exclude: SLOW, isolate: false } },
      { extends: true, test: { name: 'elsewhere', include: ELSEWHERE, exclude: [...PURE, ...SLOW], isolate: false } },
      { extends: true, test: { name: 'lessons', include: LESSONS, exclude: [...PURE, ...SLOW], isolate: false } },
      { extends: true, test: { name: 'slow', include: SLOW } },
      // What changes the whole process has one of its own.
      {
        extends: true,
        test: {
          name: 'process',
          include: ['test/**/*.test.ts'],
          exclude: [...PURE, ...ELSEWHERE, ...LESSONS, ...SLOW],
        },
      },
    ],
  },
})
