/** commander, which the build puts into the program (`build.ts`). */
export { Argument, Command, CommanderError, Option } from 'commander'
