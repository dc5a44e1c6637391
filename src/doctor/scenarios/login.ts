import { accessInWords } from '../site.ts'
import type { Scenario } from './scenario.ts'

/** It logs in, or sends what else changes something, and looks around twice. */
export const login: Scenario = {
  name: 'login',
  title: 'it logs in, and comes back twice',
  does: 'writes',
  moves({ look, enter }) {
    const sent = enter()
    return sent.length === 0 ? look() : [...sent, ...look(), ...look()]
  },
  without: 'there is nothing to send',
  tells: (_, { access }) => accessInWords(access),
}
