import { EventEmitter } from 'node:events'
import net from 'node:net'
import RedisParser from 'redis-parser'
import { readRedisLocation } from '../../stores/redis-location.ts'
import { encode } from '../../stores/redis-words.ts'

/**
 * A connection to a Redis, with the few methods that a store of sessions needs. They are called as in the package `redis` (node-redis 5), so
 * that a store which is written for this client runs with that one, and connect-redis 9 with either. As that one it tells of a connection that is
 * lost with `error`; it makes no new one.
 */
export interface RedisClient extends EventEmitter {
  /** What stands under a key; null if nothing does. */
  get(key: string): Promise<string | null>
  /** @param options when Redis is to forget it by itself, in seconds from now; never if left out */
  set(key: string, value: string, options?: Expiring): Promise<string>
  /** Moves the moment at which Redis forgets a key. @returns 1, or 0 if there is no such key */
  expire(key: string, seconds: number): Promise<number>
  /** @returns how many of them there were */
  del(keys: string | readonly string[]): Promise<number>
  /** Any other command, word for word. @throws Error with what Redis answers, if that is an error, as all of these do */
  sendCommand(words: readonly string[]): Promise<unknown>
  /** Cuts the connection. What is under way fails. */
  destroy(): void
}

/** As in `{ expiration: { type: 'EX', value: 3600 } }`. */
export interface Expiring {
  readonly expiration: { readonly type: 'EX'; readonly value: number }
}

interface Waiting {
  resolve(reply: unknown): void
  reject(error: Error): void
}

/** What those hear who wait for an answer, or ask, when the connection has ended. */
const closed = () => new Error('The connection to Redis has ended')

/**
 * Connects to a Redis and signs in.
 * @param url as `redis://:password@127.0.0.1:6379`
 * @throws Error if nothing listens there, or it does not take the password; UserError for a location that is none
 */
export async function connectRedis(url: string): Promise<RedisClient> {
  const { at, password, user, database } = readRedisLocation(url)
  const socket = net.connect('socket' in at ? { path: at.socket } : { host: at.host, port: at.port, noDelay: true })
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve)
    socket.once('error', reject)
  })
  /** Those who wait for an answer, in order: Redis answers in the order in which it was asked. */
  let waiting: Waiting[] = []
  const next = () => waiting.shift()
  const parser = new RedisParser({
    returnReply: (reply) => next()?.resolve(reply),
    returnError: (error) => next()?.reject(error),
    returnFatalError: () => socket.destroy(),
  })
  socket.on('data', (chunk) => parser.execute(chunk))
  // Why it ended does not matter to those who wait.
  socket.on('error', () => {})
  const client = new EventEmitter()
  let isWanted = true
  socket.on('close', () => {
    for (const one of waiting) one.reject(closed())
    waiting = []
    // Where nobody listens, an event of this name is thrown.
    if (isWanted && client.listenerCount('error') > 0) client.emit('error', closed())
  })

  const sendCommand = (words: readonly string[]): Promise<unknown> =>
    new Promise((resolve, reject) => {
      if (socket.destroyed) return reject(closed())
      waiting.push({ resolve, reject })
      socket.write(encode(words))
    })
  const ask = <T>(...words: readonly string[]) => sendCommand(words) as Promise<T>

  if (password !== null) await ask('AUTH', ...(user === null ? [] : [user]), password)
  if (database !== 0) await ask('SELECT', String(database))
  return Object.assign(client, {
    get: (key: string) => ask<string | null>('GET', key),
    set: (key: string, value: string, options?: Expiring) =>
      ask<string>('SET', key, value, ...(options ? [options.expiration.type, String(options.expiration.value)] : [])),
    expire: (key: string, seconds: number) => ask<number>('EXPIRE', key, String(seconds)),
    del: (keys: string | readonly string[]) => ask<number>('DEL', ...[keys].flat()),
    sendCommand,
    destroy() {
      isWanted = false
      socket.destroy()
    },
  })
}
