import { UserError } from './errors.ts'
import { nearest } from './nearest.ts'

/**
 * What to say to anyone who typed a command that there is not.
 * @param names of the commands that there are
 * @param program what stands before the words of a command
 */
export function unknownCommand(typed: string, names: readonly string[], program: string): UserError {
  const meant = nearest(typed, names)
  return new UserError(
    `There is no command ${JSON.stringify(typed)}.`,
    meant ? `Did you mean: ${program} ${meant}` : `The commands are ${names.join(', ')}. See: ${program} --help`,
  )
}
