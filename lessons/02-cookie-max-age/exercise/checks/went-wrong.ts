import { mistake, type Evidence } from '../../../../src/exercise/index.ts'
import type { Seen } from './evidence.ts'

/** An error of the app for which it answered itself. What Express answers for has its own words. */
export const wentWrong = (of: (run: Evidence['run']) => Seen) =>
  mistake(
    ({ run }) => of(run).status >= 500 && of(run).errors.length === 0,
    ({ run }) => `Your app answered this visit with ${of(run).status}: it says that something went wrong in it.`,
  )
