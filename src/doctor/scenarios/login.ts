import { accessInWords } from '../site.ts'
import type { Scenario } from './scenario.ts'

/** It leaves something as a guest, where there is a login; then it logs in, or sends what else changes something, and looks around twice. */
export const login: Scenario = {
  name: 'login',
  title: 'it logs in, and comes back twice',
  does: 'writes',
  moves({ look, enter, write, site: { routes } }) {
    const left = routes.logins.length === 0 ? [] : write()
    const asGuest = left.length === 0 ? [] : [...left, ...look()]
    const sent = enter()
    return sent.length === 0 ? look() : [...asGuest, ...sent, ...look(), ...look()]
  },
  without: 'there is nothing to send',
  tells: (_, { access }) => accessInWords(access),
}
