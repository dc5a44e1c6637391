import { describe, expect, test } from 'vitest'
import { syllabus } from '../../lessons/index.ts'
import { claimsOf, replay } from '../../src/lesson/replay.ts'
import { stage } from '../support/lessons.ts'
import { leftOut, redisFile, redisHere } from '../support/real-redis.ts'

const loaded = await syllabus.find(({ slug }) => slug === 'two-servers')?.load()
const lesson = loaded?.default
const redis = redisHere()

describe.skipIf(redisFile === undefined)(`lesson two-servers with a real Redis${leftOut}`, () => {
  test('every claim holds, and what one process keeps in Redis the other finds there', async () => {
    if (!lesson) throw new Error('There is no such lesson.')
    const { events, run } = await replay({ number: 1, lesson, change: {} }, { ...stage, redis })
    expect(claimsOf(events).filter((claim) => !claim.holds)).toEqual([])
    expect(events.find(({ event }) => event === 'redis')).toMatchObject({ reason: null })
    // session-file-store would add when it was asked last.
    const atB = run.exchanges.find(({ label }) => label === 'at B, with one secret')
    expect(Object.keys(atB?.data ?? {})).toEqual(['user'])
  })
})
