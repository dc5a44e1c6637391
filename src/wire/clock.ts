import type { Clock as FakeClock } from '@sinonjs/fake-timers'

/** The clock of the app and of the cookie jar: `Date`. Timers keep real time. */
export interface Clock {
  /** Stops `Date` for the whole process, so that a learner may take any time to read. @param at milliseconds since 1970 */
  stop(at?: number): Promise<void>
  /** Moves the stopped clock. @param at milliseconds since 1970 */
  moveTo(at: number): Promise<void>
  /** Moves the stopped clock ahead. */
  advance(milliseconds: number): Promise<void>
  /** Gives `Date` back. */
  restore(): void
}

/** The real clock, until it is stopped. The library behind it is loaded only then. */
export function createClock(): Clock {
  let fake: FakeClock | undefined
  const stopped = async (at: number): Promise<FakeClock> => {
    const { install } = await import('@sinonjs/fake-timers')
    fake ??= install({ now: at, toFake: ['Date'] })
    return fake
  }
  return {
    async stop(at = Date.now()) {
      await stopped(at)
    },
    async moveTo(at) {
      const clock = await stopped(at)
      clock.setSystemTime(at)
    },
    async advance(milliseconds) {
      const clock = await stopped(Date.now())
      clock.setSystemTime(clock.now + milliseconds)
    },
    restore() {
      fake?.uninstall()
      fake = undefined
    },
  }
}
