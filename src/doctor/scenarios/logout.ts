import type { Scenario } from './scenario.ts'

/** Logging out, while somebody has a copy of the cookie. */
export const logout: Scenario = {
  name: 'logout',
  title: 'logout, with a copy of the cookie',
  does: 'writes',
  moves({ look, enter, leave }) {
    const left = leave()
    return left.length === 0 ? [] : [...enter(), ...look(), ...left, ...look({ as: null, cookiesOf: 'ada' }), ...look()]
  },
  without: 'no way to log out was found',
}
