import type { Clock as FakeClock } from '@sinonjs/fake-timers'

/** The clock of the app, of the cookie jar and of nothing else: timers keep real time. */
export interface Clock {
  /** Moves `Date` forward for the whole process. */
  advance(milliseconds: number): Promise<void>
  /** Gives `Date` back. */
  restore(): void
}

/** A clock that runs with real time until it is moved. The library behind it is loaded at the first move. */
export function createClock(): Clock {
  let fake: FakeClock | undefined
  return {
    async advance(milliseconds) {
      if (!fake) {
        const { install } = await import('@sinonjs/fake-timers')
        fake = install({ now: Date.now(), toFake: ['Date'], shouldAdvanceTime: true })
      }
      fake.setSystemTime(fake.now + milliseconds)
    },
    restore() {
      fake?.uninstall()
      fake = undefined
    },
  }
}
