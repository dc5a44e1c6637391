import { PassThrough } from 'node:stream'
import { expect, test } from 'vitest'
import { talkTo, type Said } from '../../../src/wire/chromium/dev-tools.ts'

/** A browser that says what the test wants it to, and what it was asked. */
function begin() {
  const [input, output] = [new PassThrough(), new PassThrough()]
  const say = (...messages: readonly object[]) => messages.map((message) => `${JSON.stringify(message)}\0`).join('')
  const asked = () => {
    const text = (input.read() as Buffer | null)?.toString() ?? ''
    return text
      .split('\0')
      .filter(Boolean)
      .map((one) => JSON.parse(one) as unknown)
  }
  return { devTools: talkTo(input, output), output, say, asked }
}

test('each answer goes to its question, in whichever order and pieces they come', async () => {
  const { devTools, output, say, asked } = begin()
  const answers = Promise.all([devTools.call('One', { a: 1 }), devTools.call('Two', {}, 'tab')])
  expect(asked()).toEqual([
    { id: 1, method: 'One', params: { a: 1 } },
    { id: 2, method: 'Two', params: {}, sessionId: 'tab' },
  ])
  const text = say({ id: 2, result: { two: true } }, { id: 1, result: { one: true } })
  for (const piece of text.match(/[^]{1,7}/g) ?? []) output.write(piece)
  expect(await answers).toEqual([{ one: true }, { two: true }])
})

test('what it says by itself is heard, until nobody listens', async () => {
  const { devTools, output, say } = begin()
  const heard: Said[] = []
  const stop = devTools.on((said) => heard.push(said))
  output.write(say({ method: 'Page.loadEventFired', params: {}, sessionId: 'tab' }))
  await new Promise(setImmediate)
  stop()
  output.write(say({ method: 'Other' }))
  await new Promise(setImmediate)
  expect(heard).toEqual([{ method: 'Page.loadEventFired', params: {}, sessionId: 'tab' }])
})

test('what it refuses, and what it cannot answer any more, is an error', async () => {
  const { devTools, output, say } = begin()
  const refused = devTools.call('One')
  output.write(say({ id: 1, error: { code: -32_000, message: 'no such tab' } }))
  await expect(refused).rejects.toThrow('no such tab')
  const open = devTools.call('Two')
  output.destroy()
  await expect(open).rejects.toThrow('the browser has ended')
  await expect(devTools.call('Three')).rejects.toThrow('the browser has ended')
  await expect(devTools.ended).rejects.toThrow('the browser has ended')
})
