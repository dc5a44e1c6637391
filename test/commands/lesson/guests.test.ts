import { expect, test } from 'vitest'
import { pagesScreen } from '../../../src/commands/lesson/pages-screen.ts'
import { beginPlaying, type Playing } from '../../../src/commands/lesson/playing.ts'
import type { Screen } from '../../../src/commands/screen.ts'
import { findLesson } from '../../../src/course/find.ts'
import { WOKEN } from '../../../src/terminal/prompts.ts'
import { stage } from '../../support/lessons.ts'
import { pipedEnvironment } from '../../support/run.ts'
import { plainStyle } from '../../support/style.ts'

/**
 * A learner who reads a lesson to its end, answering each question with the first answer, and asks for the page of some
 * exchanges once more, by a made-up browser, with the cookie of the curl command that the tutor prints.
 * @param isVisited by how many pages were seen before
 */
async function reader(name: string, isVisited: (page: number) => boolean, isThere = true) {
  const opened: string[] = []
  const { environment, stdout } = pipedEnvironment({
    open: async (url) => {
      opened.push(url)
      if (isThere) await fetch(url, { headers: { 'User-Agent': 'made-up/1.0\u009B2J', ...cookieIn(stdout()) } })
      return isThere
    },
  })
  const begun = beginPlaying(await findLesson(name), {}, true, stage, environment)
  let page = 0
  let copied = false
  let shows = false
  const playing: Playing = {
    ...begun,
    desk: {
      ...begun.desk,
      style: async () => plainStyle({ rows: 200 }),
      prompts: {
        ...begun.desk.prompts,
        choose: async () => ({ index: 0 }),
        key: async (keys, _render, waken) => {
          if (!waken) return 'enter'
          if (shows) {
            await new Promise<void>((resolve) => void waken(resolve))
            shows = false
            return WOKEN
          }
          const has = (wanted: string) => keys.some(({ key }) => key === wanted)
          if (copied) {
            copied = false
            shows = isThere
            return 'o'
          }
          page += 1
          copied = isVisited(page) && has('o') && has('c')
          return copied ? 'c' : 'enter'
        },
      },
    },
  }
  const visit = { flags: {}, environment }
  let screen: Screen = { screen: 'pages', playing, at: { step: 1, page: 0 } }
  const ways: Screen[] = []
  while (screen.screen === 'pages') {
    screen = await pagesScreen(screen, visit)
    ways.push(screen)
  }
  return { opened, stdout: stdout(), ways, claims: [...playing.claims.values()] }
}

/** The session cookie of the curl command that was printed last. */
function cookieIn(shown: string): { Cookie?: string } {
  const Cookie = /Cookie: (connect\.sid=[^']+)'/.exec(shown.slice(shown.lastIndexOf('curl -i')))?.[1]
  return Cookie === undefined ? {} : { Cookie }
}

test.each(['1', '3'])('in lesson %s, and no claim and no answer is another than without', async (name) => {
  const alone = await reader(name, () => false)
  const { opened, stdout, ways, claims } = await reader(name, (page) => page % 3 === 1)
  expect(opened.length).toBeGreaterThan(1)
  for (const url of opened) expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\//)
  expect(stdout.match(/somebody just called: made-up/g)).toHaveLength(opened.length)
  expect(stdout).not.toContain('\u009B')
  // A session has its letter in calls of others too.
  const cookies = stdout
    .split('somebody just called: made-up')
    .slice(1)
    .flatMap((told) => /Cookie: connect\.sid=.*/.exec(told)?.[0] ?? [])
  expect(cookies.length).toBeGreaterThan(0)
  for (const cookie of cookies) expect(cookie).toMatch(/\([A-Z]\)/)
  // It goes on with a new app, on the next page.
  expect(ways.filter(({ screen }) => screen === 'pages')).toHaveLength(opened.length)
  expect(ways.at(-1)).toMatchObject({ screen: 'end-card', code: 0 })
  expect(claims).toEqual(alone.claims)
  const headings = (text: string) => text.match(/step \d+ of \d+/g)
  expect(headings(stdout)).toEqual(headings(alone.stdout))
})

test('where nothing opens a browser the address is shown', async () => {
  const { opened, stdout } = await reader('3', (page) => page === 1, false)
  expect(opened).toHaveLength(1)
  expect(stdout).toContain(`Nothing here opens a browser. Open it yourself: ${opened[0]}`)
  expect(stdout).not.toContain('somebody just called')
})
