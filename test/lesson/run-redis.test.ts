import { expect, test } from 'vitest'
import { another, get, lesson, restart, send, step } from '../../src/lesson/index.ts'
import { replay } from '../../src/lesson/replay.ts'
import type { Lesson } from '../../src/lesson/script.ts'
import { stage } from '../support/lessons.ts'
import { leftOut, redisFile, redisHere } from '../support/real-redis.ts'

const visit = (label: string) => send(label, get('/redis'))

const sample: Lesson = {
  slug: 'sample',
  title: 'Sample',
  summary: 'for tests',
  ...lesson({
    home: new URL('./sample/lesson.ts', import.meta.url).href,
    steps: [
      step(
        'the only step',
        [visit('without'), another('one with Redis', { redis: true }), visit('first')],
        [restart('again'), visit('second'), another('none'), visit('not asked for')],
      ),
    ],
    experiments: [],
  }),
}

const play = async (redis = stage.redis) => {
  const { events } = await replay({ number: 1, lesson: sample, change: {} }, { ...stage, ...(redis ? { redis } : {}) })
  return {
    told: events.filter(({ event }) => event === 'redis'),
    answers: events.flatMap((event) =>
      event.event === 'exchange' ? [JSON.parse(event.response.body) as unknown] : [],
    ),
  }
}

test.skipIf(redisFile === undefined)(
  `servers that ask for it share one, which each run finds empty${leftOut}`,
  async () => {
    const redis = redisHere()
    for (const time of ['first', 'second']) {
      // oxlint-disable-next-line no-await-in-loop -- the second run must find nothing of the first
      const { told, answers } = await play(redis)
      expect({ time, told }).toMatchObject({ told: [{ real: expect.stringMatching(/^\d/) as string, reason: null }] })
      expect({ time, answers }).toEqual({
        time,
        answers: [
          { isReal: false },
          { found: null, isReal: true },
          { found: 'left by a run', isReal: true },
          { isReal: false },
        ],
      })
    }
  },
)

test('where there is none, apps get none, and it is said once', async () => {
  const { told, answers } = await play()
  expect(told).toEqual([{ event: 'redis', real: null, reason: 'hidden', detail: null, install: null }])
  expect(answers).toEqual([{ isReal: false }, { isReal: false }, { isReal: false }, { isReal: false }])
})
