import { describe, expect, test } from 'vitest'
import { syllabus } from '../../lessons/index.ts'
import { claimsOf, replay } from '../../src/lesson/replay.ts'
import { stage } from '../support/lessons.ts'
import { leftOut, redisFile, redisHere } from '../support/real-redis.ts'

const loaded = await syllabus.find(({ slug }) => slug === 'a-store-of-your-own')?.load()
const lesson = loaded?.default
const redis = redisHere()

describe.skipIf(redisFile === undefined)(`lesson a-store-of-your-own with a real Redis${leftOut}`, () => {
  test('every claim holds, and the killed app finds in Redis what it had put there', async () => {
    if (!lesson) throw new Error('There is no such lesson.')
    const { events, run } = await replay({ number: 1, lesson, change: {} }, { ...stage, redis })
    expect(claimsOf(events).filter((claim) => !claim.holds)).toEqual([])
    expect(events.find(({ event }) => event === 'redis')).toMatchObject({ reason: null })
    // session-file-store would add when it was asked last.
    const back = run.exchanges.find(({ label }) => label === 'Han comes back')
    expect(back).toMatchObject({ ops: 'get touch', data: { user: 'han' } })
    expect(Object.keys(back?.data ?? {})).toEqual(['user'])
  })
})
