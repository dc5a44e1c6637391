import { processEnvironment } from '../../src/environment.ts'
import { findRedis } from '../../src/wire/redis/find.ts'
import { realRedis, type RealRedis } from '../../src/wire/redis/real-redis.ts'
import type { RedisHost } from '../../src/wire/redis/start.ts'

const environment = processEnvironment()

/** The variables of this process without the one that hides Redis from tests. */
const { SESSION_TUTOR_REDIS: _, ...variables } = environment.variables

/** The server of Redis of this machine; undefined where it has none. */
const found = findRedis(variables, environment.platform)
export const redisFile = found.kind === 'found' ? found.file : undefined

/** Why tests of it are left out, as a part of their name; empty where they are not. */
export const leftOut = redisFile === undefined ? ' (left out: no redis-server here, apt-get install redis-server)' : ''

/** What this process gives a Redis that it starts. */
export const redisHost: RedisHost = {
  variables,
  platform: environment.platform,
  interrupted: environment.interrupted,
  signalGroup: environment.signalGroup,
  onExit: environment.events.onExit,
}

/** The real Redis of this machine, not started yet. It ends with this process. */
export const redisHere = (): RealRedis => realRedis(redisHost)
