import { describe, expect, test } from 'vitest'
import { readRedisLocation } from '../../src/stores/redis-location.ts'
import { twoSentences } from './two-sentences.ts'

const at = (host: string, port = 6379, tls = false) => ({ host, port, tls })

describe('what is understood', () => {
  test.each<[string, object]>([
    ['redis://', { at: at('127.0.0.1'), user: null, password: null, database: 0, shown: 'redis://127.0.0.1:6379/0' }],
    ['redis://localhost', { at: at('localhost'), shown: 'redis://localhost:6379/0' }],
    ['REDIS://Redis_1.internal:7000/', { at: at('Redis_1.internal', 7000), database: 0 }],
    ['rediss://cache.example.org/15', { at: at('cache.example.org', 6379, true), database: 15 }],
    ['redis://[::1]:6380/2', { at: at('::1', 6380), database: 2, shown: 'redis://[::1]:6380/2' }],
    ['redis://:hunter2@localhost', { user: null, password: 'hunter2', shown: 'redis://localhost:6379/0' }],
    ['redis://ada:hunter2@localhost', { user: 'ada', password: 'hunter2', shown: 'redis://ada@localhost:6379/0' }],
    ['redis://ada:@localhost', { user: 'ada', password: '' }],
    ['redis://:@localhost', { user: null, password: null }],
    [
      'redis://a%40b:h%3A%2F%25%C3%A9@localhost',
      { user: 'a@b', password: 'h:/%é', shown: 'redis://a%40b@localhost:6379/0' },
    ],
    ['unix:/run/redis.sock', { at: { socket: '/run/redis.sock' }, database: 0, shown: 'unix:/run/redis.sock' }],
    [
      'unix:///run/my%20redis.sock?db=3',
      { at: { socket: '/run/my redis.sock' }, database: 3, shown: 'unix:/run/my redis.sock?db=3' },
    ],
    [
      'redis+unix://:hunter2@/run/redis.sock',
      { at: { socket: '/run/redis.sock' }, password: 'hunter2', shown: 'unix:/run/redis.sock' },
    ],
  ])('%s', (location, expected) => expect(readRedisLocation(location)).toMatchObject(expected))
})

describe('what is not understood', () => {
  test.each([
    'redis:',
    'redis:/localhost',
    // redis-cli takes this for a password, the package redis for a user.
    'redis://hunter2@localhost',
    'redis://:hunter2#@localhost',
    'redis://:hunter2/@localhost',
    'redis://:hunter2@a@localhost',
    'redis://:hunter2@localhost:port',
    'redis://:hunter2@localhost:65536',
    'redis://:hunter2@localhost:0',
    'redis://:hunter2@localhost/one',
    'redis://:hunter2@localhost/1/2',
    'redis://:hunter2@localhost?db=1',
    'redis://:hunter2%@localhost',
    'redis://:hunter2@[::1',
    'redis://:hunter2@[localhost]',
    'redis://:hunter2@exa mple',
    'redis://:hunter2@exa\nmple',
    'unix:relative.sock',
    'unix://:hunter2@/run/redis.sock?db=x',
  ])('%j, and the error holds nothing of it', (location) => {
    let message = ''
    try {
      readRedisLocation(location)
    } catch (error) {
      message = twoSentences(error)
    }
    expect(message).toMatch(/Redis location.*\n.*Write/)
    expect(message).not.toMatch(/hunter2|exa|one/)
  })
})
