import { mistake, type Send } from '../../../../src/exercise/index.ts'

/** An error of the app for which it answered itself. What Express answers for has its own words. */
export const wentWrong = (of: Send) =>
  mistake(
    ({ run }) => run.at(of).status >= 500 && run.at(of).errors.length === 0,
    ({ run }) => `Your app answered this visit with ${run.at(of).status}: it says that something went wrong in it.`,
  )
