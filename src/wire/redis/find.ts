import { findProgram, type Found, type Wanted } from '../find-program.ts'
import type { Variables } from '../variables.ts'

const REDIS: Wanted = {
  namedBy: ['SESSION_TUTOR_REDIS'],
  names: ['redis-server'],
  places: {
    // Where Homebrew puts it, which is on no PATH of a program that a window started.
    darwin: ['/opt/homebrew/bin/redis-server', '/usr/local/bin/redis-server'],
  },
}

/** Looks for the server of Redis on this machine. Whether one runs already does not matter: nobody touches that. */
export const findRedis = (variables: Variables, platform: NodeJS.Platform): Found =>
  findProgram(REDIS, variables, platform)

/** The command that brings one, where it is the same for most. For Windows there is none. */
export const INSTALL: Readonly<Partial<Record<NodeJS.Platform, string>>> = {
  linux: 'apt-get install redis-server',
  darwin: 'brew install redis',
}
