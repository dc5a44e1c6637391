import type { Environment } from '../../environment.ts'
import type { ExitCode } from '../../errors.ts'
import type { WorkspaceFlags } from '../../workspace/folder.ts'
import { showScreens } from '../show-screens.ts'

/** Flags of `watch`. */
export interface WatchFlags extends WorkspaceFlags {
  readonly plain?: boolean
}

/**
 * Verifies an exercise each time its file is saved, and moves between the exercises by keys. In plain mode each result is
 * written below the one before, and keys are words; when there are no more of them, it ends with the next result.
 * @param name the lesson's number or name; undefined for the first exercise that is not solved
 * @throws UserError when there is no terminal, no such lesson, or no folder to write in
 */
export function watch(name: string | undefined, flags: WatchFlags, environment: Environment): Promise<ExitCode> {
  const back = { screen: 'quit', code: 0 } as const
  return showScreens({ screen: 'exercises', name, flags, back }, { flags: {}, environment })
}
