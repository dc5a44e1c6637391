import { UserError } from '../../src/errors.ts'

/** What is printed for an error that a person can fix: two sentences on two lines. Any other error is passed on. */
export function twoSentences(error: unknown): string {
  if (error instanceof UserError && error.exitCode === 2)
    return `${error.message}\n${error.hintFor({ program: 'session-tutor' })}`
  throw error
}
