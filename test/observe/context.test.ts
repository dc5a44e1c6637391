import { inspect } from 'node:util'
import { expect, test } from 'vitest'
import { createContext } from '../../src/observe/context.ts'

test('it goes along with promises and timers, ends with its function, and nobody sees it', async () => {
  const context = createContext<string>()
  const going = context.start()
  try {
    const seen: string[] = []
    const now = () => context.get() ?? 'nothing'
    const promises = ['one', 'two'].map((name) =>
      context.run(name, async () => {
        seen.push(now())
        await Promise.resolve()
        await new Promise((resolve) => setTimeout(resolve, 0))
        seen.push(context.run('inner', now), now())
      }),
    )
    expect(context.get()).toBeUndefined()
    expect(inspect(promises[0])).toBe('Promise { <pending> }')
    await Promise.all(promises)
    expect(seen.toSorted()).toEqual(['inner', 'inner', 'one', 'one', 'two', 'two'])
    expect(context.get()).toBeUndefined()
  } finally {
    going.stop()
  }
})

test('what is paused goes on afterwards', async () => {
  const context = createContext<string>()
  const going = context.start()
  try {
    going.pause()
    going.pause()
    going.goOn()
    const seen = await context.run('one', async () => {
      await Promise.resolve()
      return context.get()
    })
    expect(seen).toBe('one')
  } finally {
    going.stop()
  }
})
