import { existsSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { LessonEvent } from '../../src/lesson/events.ts'
import {
  another,
  claim,
  explain,
  get,
  launch,
  lesson,
  predict,
  proxy,
  restart,
  send,
  start,
  step,
} from '../../src/lesson/index.ts'
import { play } from '../../src/lesson/player.ts'
import { replay } from '../../src/lesson/replay.ts'
import type { Lesson, Part } from '../../src/lesson/script.ts'
import { stage } from '../support/lessons.ts'

const sample = (...parts: readonly Part[]): Lesson => ({
  slug: 'sample',
  title: 'Sample',
  summary: 'for tests',
  ...lesson({
    home: new URL('./sample/lesson.ts', import.meta.url).href,
    steps: [step('the only step', ...parts)],
    experiments: [],
  }),
})

const playing = (parts: readonly Part[], change = {}) => replay({ number: 1, lesson: sample(...parts), change }, stage)

const yes = () => true
const no = () => false
const visit = send('visit', get('/'))
const kinds = (events: readonly LessonEvent[]) => events.map(({ event }) => event)

test('the verdict comes after the last action of the step, and only then', async () => {
  const question = predict('?', { a: [no, 'not a'], b: yes }, { because: 'b it is' })
  const { events } = await playing([question, visit, send('second', get('/')), claim('c', yes)])
  expect(kinds(events)).toEqual(['lesson', 'step', 'predict', 'exchange', 'exchange', 'verdict', 'claim', 'end'])
  expect(events.find(({ event }) => event === 'verdict')).toMatchObject({ answer: 1, because: 'b it is' })
})

test('what goes wrong is told last of a step, and not where the run has stopped', async () => {
  const causes = [{ code: 'cart-lost', title: 'The cart is gone' }]
  const played = async (...parts: readonly Part[]) => {
    const { steps, ...rest } = sample(...parts)
    const performance = { number: 1, lesson: { ...rest, steps: steps.map((one) => ({ ...one, causes })) }, change: {} }
    return (await replay(performance, stage)).events
  }
  const question = predict('?', { a: [no, 'not a'], b: yes }, { because: 'b it is' })
  const events = await played(question, visit, claim('c', yes))
  expect(kinds(events).slice(-4)).toEqual(['verdict', 'claim', 'causes', 'end'])
  expect(events.at(-2)).toEqual({ event: 'causes', causes })
  const stopped = await played(another('broken', { change: { unset: 'maybe' } }), visit)
  expect(kinds(stopped)).toContain('failure')
  expect(kinds(stopped)).not.toContain('causes')
})

test.each([
  ['none', no, no],
  ['two', yes, yes],
])('a question of which %s come true is a mistake of the lesson', async (_, first, second) => {
  const question = predict('which?', { a: first, b: second }, { because: '' })
  await expect(playing([question, visit])).rejects.toThrow(/Exactly one answer must come true for "which\?"/)
})

test('with changed options such a question is answered by nobody, and other reasons are given', async () => {
  const none = predict('?', { a: [no, 'never said'], b: no }, { because: 'never said' })
  const { events } = await playing([none, visit], { rolling: true })
  expect(events.find(({ event }) => event === 'verdict')).toMatchObject({ answer: null, reasons: [] })
})

test('a question after which nothing happens is a mistake of the lesson', async () => {
  await expect(playing([predict('idle?', { a: yes }, { because: '' })])).rejects.toThrow(/Nothing happens after/)
})

test('a condition that asks for what did not happen does not hold', async () => {
  const asks = claim('c', (run) => run.at(send('never sent', get('/'))).status === 200)
  const { events } = await playing([asks])
  expect(events.find(({ event }) => event === 'claim')).toMatchObject({ holds: false })
})

test('a restart forgets what the module held; another server forgets the cookies too', async () => {
  const afterRestart = send('after a restart', get('/'))
  const elsewhere = send('elsewhere too', get('/'))
  const { run } = await playing([visit, restart('again'), afterRestart, another('elsewhere'), elsewhere])
  expect(run.exchanges.map(({ json }) => json['visits'])).toEqual([1, 1, 1])
  expect(run.at(afterRestart).sent).toBe(run.at(visit).set?.value)
  expect(run.at(elsewhere).sent).toBeUndefined()
})

test('the learner has the last word on an option', async () => {
  const { run } = await playing([another('named', { change: { name: 'lesson.sid' } }), visit], { name: 'mine' })
  expect(run.at(visit).set?.name).toBe('mine')
})

test('after a failure nothing more is sent, and no claim holds', async () => {
  const { events } = await playing([visit, claim('c', yes)], { unset: 'maybe' })
  expect(kinds(events)).toEqual(['lesson', 'failure', 'claim', 'end'])
  expect(events.find(({ event }) => event === 'claim')).toMatchObject({ holds: false })
})

test('a failure that is meant stops nothing', async () => {
  const broken = another('broken', { change: { unset: 'maybe' }, fails: true })
  const { run } = await playing([broken, another('whole'), visit])
  expect(run.at(broken).failure?.kind).toBe('setup')
  expect(run.at(visit).status).toBe(200)
})

test('each run has a folder of its own that is gone afterwards', async () => {
  const { run } = await playing([send('folder', get('/folder')), restart('again'), send('the same', get('/folder'))])
  const folders = run.exchanges.map(({ json }) => String(json['folder']))
  expect(folders[0]).toBe(folders[1])
  expect(existsSync(folders[0] ?? '')).toBe(false)
})

test('a launched program runs with its variables, in a process of its own', async () => {
  const program = launch('program', 'console.log(process.env.GREETING, process.pid)', { GREETING: 'hello' })
  const { run } = await playing([program])
  const [greeting, pid] = run.at(program).stdout.trim().split(' ')
  expect(greeting).toBe('hello')
  expect(Number(pid)).not.toBe(process.pid)
})

test('a listener that stops closes the server', async () => {
  let port = 0
  for await (const event of play({ number: 1, lesson: sample(visit, explain('more')), change: {} }, stage)) {
    if (event.event !== 'exchange') continue
    const host = event.request.headers.find(([name]) => name === 'Host')?.[1] ?? ''
    port = Number(host.split(':')[1])
    break
  }
  await expect(fetch(`http://127.0.0.1:${port}/`)).rejects.toThrow(/fetch failed/)
})

test('a start tells what the server signs with, while the lesson is played and afterwards', async () => {
  const two = another('two', { change: { secret: ['new', 'old'] } })
  const tells = claim('c', (run) => run.at(two).secret === 'new')
  const { events, run } = await playing([two, visit, tells])
  expect(events.find(({ event }) => event === 'claim')).toMatchObject({ holds: true })
  expect(run.at(two).secret).toBe('new')
  expect(run.at(start).secret).toBe('secret')
})

test('a server stands behind proxies until another one is started; a restart keeps them', async () => {
  const behind = [proxy('outer'), proxy('inner', { speaks: 'http' })]
  const { events, run } = await playing([
    another('behind two', { behind }),
    visit,
    restart('again'),
    send('after the restart', get('/')),
    send('past them', get('/'), { past: true }),
    another('on its own'),
    send('without proxies', get('/')),
  ])
  const before = events.flatMap((event) =>
    event.event === 'restart' ? [event.behind?.map(({ name }) => name).join() ?? 'none'] : [],
  )
  expect(before).toEqual(['outer,inner', 'outer,inner', 'none'])
  expect(run.exchanges.map(({ through }) => through?.map(({ name, over }) => `${name} ${over}`))).toEqual([
    ['outer https', 'inner http'],
    ['outer https', 'inner http'],
    [],
    undefined,
  ])
  const [first, , past] = run.exchanges
  expect([first?.overHttps, first?.told('x-forwarded-proto')]).toEqual([true, 'http'])
  expect([past?.overHttps, past?.told('x-forwarded-proto')]).toEqual([false, undefined])
})
