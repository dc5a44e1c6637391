import type { Exercise } from '../src/exercise/index.ts'
import type { Lesson } from '../src/lesson/index.ts'

/** A lesson and its exercise, as files that are loaded when they are needed. */
export interface Entry {
  readonly slug: string
  load(): Promise<{ readonly default: Lesson }>
  exercise(): Promise<{ readonly default: Exercise }>
}

/** The lessons in order. A lesson's number is its place here, and this is the only place that knows it. */
export const syllabus: readonly Entry[] = [
  {
    slug: 'session-options',
    load: () => import('./01-session-options/lesson.ts'),
    exercise: () => import('./01-session-options/exercise/exercise.ts'),
  },
  {
    slug: 'cookie-max-age',
    load: () => import('./02-cookie-max-age/lesson.ts'),
    exercise: () => import('./02-cookie-max-age/exercise/exercise.ts'),
  },
  {
    slug: 'genid',
    load: () => import('./03-genid/lesson.ts'),
    exercise: () => import('./03-genid/exercise/exercise.ts'),
  },
  {
    slug: 'restart-memory-loss',
    load: () => import('./04-restart-memory-loss/lesson.ts'),
    exercise: () => import('./04-restart-memory-loss/exercise/exercise.ts'),
  },
  {
    slug: 'login-guard',
    load: () => import('./05-login-guard/lesson.ts'),
    exercise: () => import('./05-login-guard/exercise/exercise.ts'),
  },
]
