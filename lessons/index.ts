import type { Exercise, ExerciseScript } from '../src/exercise/index.ts'
import type { CauseName, Lesson, LessonName, LessonScript } from '../src/lesson/index.ts'
import { sizes } from './sizes.ts'

/** How large a lesson and its exercise are. Counted by `npm run make`. */
export interface Size {
  /** How long somebody needs who reads all of it: an estimate. */
  readonly minutes: number
  readonly steps: number
  /** The claims that an option breaks, and so a learner can. */
  readonly claims: number
  /** Of the exercise. */
  readonly checks: number
}

/** What is known of a lesson and its exercise without loading them, and the files themselves for when they are needed. */
export interface Entry extends LessonName, Size {
  readonly exerciseTitle: string
  load(): Promise<{ readonly default: Lesson }>
  exercise(): Promise<{ readonly default: Exercise }>
}

const counted: Readonly<Record<string, Size | undefined>> = sizes

/**
 * The lessons in order. A lesson's number is its place here, and this is the only place that knows what lessons and exercises are
 * called, so that lists load none of them. Findings of `inspect` point at lessons by number too (`LESSON`); a test holds those.
 */
export const syllabus: readonly Entry[] = [
  entry({
    slug: 'session-options',
    title: 'Session options',
    summary: 'one middleware in a stack, and what its options decide',
    exerciseTitle: 'The counter that never counts',
    lesson: () => import('./01-session-options/lesson.ts'),
    exercise: () => import('./01-session-options/exercise/exercise.ts'),
  }),
  entry({
    slug: 'cookie-max-age',
    title: 'Cookie maxAge',
    summary: 'how long a login lasts, and who decides',
    exerciseTitle: 'Ten minutes on both sides',
    lesson: () => import('./02-cookie-max-age/lesson.ts'),
    exercise: () => import('./02-cookie-max-age/exercise/exercise.ts'),
  }),
  entry({
    slug: 'genid',
    title: 'genid',
    summary: 'who invents the session id, when, and what makes it safe',
    exerciseTitle: 'Ids for the shop',
    lesson: () => import('./03-genid/lesson.ts'),
    exercise: () => import('./03-genid/exercise/exercise.ts'),
  }),
  entry({
    slug: 'restart-memory-loss',
    title: 'Restart',
    summary: 'what the server forgets and the browser keeps',
    exerciseTitle: 'Logins that survive a restart',
    lesson: () => import('./04-restart-memory-loss/lesson.ts'),
    exercise: () => import('./04-restart-memory-loss/exercise/exercise.ts'),
  }),
  entry({
    slug: 'login-guard',
    title: 'Login guard',
    summary: 'letting in only those who are logged in',
    exerciseTitle: 'The login that lets too many in',
    lesson: () => import('./05-login-guard/lesson.ts'),
    exercise: () => import('./05-login-guard/exercise/exercise.ts'),
  }),
  entry({
    slug: 'when-is-it-saved',
    title: 'When is it saved',
    summary: 'the answer ends, then the store writes: who is faster',
    exerciseTitle: 'Always one page late',
    lesson: () => import('./06-when-is-it-saved/lesson.ts'),
    exercise: () => import('./06-when-is-it-saved/exercise/exercise.ts'),
  }),
  entry({
    slug: 'behind-a-proxy',
    title: 'Behind a proxy',
    summary: 'https ends before the app, and somebody must tell it',
    exerciseTitle: 'The shop that forgets every login',
    lesson: () => import('./07-behind-a-proxy/lesson.ts'),
    exercise: () => import('./07-behind-a-proxy/exercise/exercise.ts'),
  }),
  entry({
    slug: 'another-origin',
    title: 'Another origin',
    summary: 'a page here, an API there: who sends the cookie',
    exerciseTitle: 'The page that is not let in',
    lesson: () => import('./08-another-origin/lesson.ts'),
    exercise: () => import('./08-another-origin/exercise/exercise.ts'),
  }),
  entry({
    slug: 'regenerate',
    title: 'Regenerate',
    summary: 'a login in a session that somebody else began',
    exerciseTitle: 'The parcel that goes to Mallory',
    lesson: () => import('./09-regenerate/lesson.ts'),
    exercise: () => import('./09-regenerate/exercise/exercise.ts'),
  }),
  entry({
    slug: 'ending-a-session',
    title: 'Ending a session',
    summary: 'a logout that logs out, and a login that lasts',
    exerciseTitle: 'The logout that does not log out',
    lesson: () => import('./10-ending-a-session/lesson.ts'),
    exercise: () => import('./10-ending-a-session/exercise/exercise.ts'),
  }),
  entry({
    slug: 'a-store-of-your-own',
    title: 'A store of your own',
    summary: 'what session() wants from a store, and what may go wrong',
    exerciseTitle: 'The store that loses logins',
    lesson: () => import('./11-a-store-of-your-own/lesson.ts'),
    exercise: () => import('./11-a-store-of-your-own/exercise/exercise.ts'),
  }),
  entry({
    slug: 'two-servers',
    title: 'Two servers',
    summary: 'what servers share, and a deploy nobody notices',
    exerciseTitle: 'Logged in on every second page',
    lesson: () => import('./12-two-servers/lesson.ts'),
    exercise: () => import('./12-two-servers/exercise/exercise.ts'),
  }),
]

/** The claims that an option breaks, as the lessons word them, by the slug of the lesson. Loads no lesson. */
export const loadClaims = async (): Promise<Readonly<Record<string, readonly string[] | undefined>>> =>
  (await import('./claims.ts')).claims

/** What is written here of a lesson, and the files of it and of its exercise. */
interface Written extends LessonName {
  readonly exerciseTitle: string
  lesson(): Promise<{ readonly default: LessonScript }>
  exercise(): Promise<{ readonly default: ExerciseScript }>
}

/** Puts together what is written of a lesson, what was counted, and what its files hold. */
function entry({ slug, title, summary, exerciseTitle, lesson, exercise }: Written): Entry {
  return {
    slug,
    title,
    summary,
    exerciseTitle,
    ...sizeOf(slug),
    load: async () => {
      const { steps, ...script } = (await lesson()).default
      const causes = await causesIn(slug)
      return {
        default: {
          ...script,
          slug,
          title,
          summary,
          steps: steps.map((step, i) => ({ ...step, causes: causes[i] ?? [] })),
        },
      }
    },
    exercise: async () => ({ default: { ...(await exercise()).default, title: exerciseTitle } }),
  }
}

/** What goes wrong at each step of a lesson, in their order. Loads no cause. */
async function causesIn(slug: string): Promise<readonly (readonly CauseName[])[]> {
  const { causes }: { readonly causes: Readonly<Record<string, readonly (readonly CauseName[])[] | undefined>> } =
    await import('./causes.ts')
  return causes[slug] ?? []
}

/** All 0 for a lesson that was added after the last `npm run make`. */
function sizeOf(slug: string): Size {
  return counted[slug] ?? { minutes: 0, steps: 0, claims: 0, checks: 0 }
}
