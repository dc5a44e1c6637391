import type { Lesson } from '../src/lesson/index.ts'

/** The lessons in order. A lesson's number is its place here, and this is the only place that knows it. */
export const syllabus: readonly { readonly slug: string; load(): Promise<{ readonly default: Lesson }> }[] = [
  { slug: 'session-options', load: () => import('./01-session-options/lesson.ts') },
  { slug: 'cookie-max-age', load: () => import('./02-cookie-max-age/lesson.ts') },
  { slug: 'genid', load: () => import('./03-genid/lesson.ts') },
  { slug: 'restart-memory-loss', load: () => import('./04-restart-memory-loss/lesson.ts') },
  { slug: 'login-guard', load: () => import('./05-login-guard/lesson.ts') },
]
