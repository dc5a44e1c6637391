import type { Environment } from '../../environment.ts'
import type { ExitCode } from '../../errors.ts'
import type { PlayFlags } from '../screen.ts'

/**
 * The menu at a terminal: the lessons with their marks, and going on preselected. Elsewhere the overview: the lessons, how
 * to play one and how to do an exercise. It never asks where nobody can answer.
 */
export async function menu(flags: PlayFlags, environment: Environment): Promise<ExitCode> {
  const plain = flags.plain === true || environment.accessible
  if (!environment.interactive && !(plain && environment.stdinIsTerminal)) {
    return (await import('../list/list.ts')).list({}, environment)
  }
  return (await import('../show-screens.ts')).showScreens({ screen: 'menu' }, { flags, environment })
}
