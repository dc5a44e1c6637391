// Made by `npm run make` from the lessons: change those.
export const sizes = {
  'session-options': { minutes: 8, steps: 10, claims: 14, checks: 4 },
  'cookie-max-age': { minutes: 7, steps: 10, claims: 13, checks: 5 },
  genid: { minutes: 9, steps: 9, claims: 11, checks: 5 },
  'restart-memory-loss': { minutes: 8, steps: 10, claims: 9, checks: 4 },
  'login-guard': { minutes: 9, steps: 10, claims: 5, checks: 7 },
  'when-is-it-saved': { minutes: 10, steps: 9, claims: 9, checks: 3 },
  'behind-a-proxy': { minutes: 9, steps: 13, claims: 10, checks: 4 },
  'another-origin': { minutes: 8, steps: 11, claims: 6, checks: 4 },
  regenerate: { minutes: 10, steps: 13, claims: 4, checks: 4 },
  'ending-a-session': { minutes: 10, steps: 12, claims: 8, checks: 6 },
  'a-store-of-your-own': { minutes: 8, steps: 10, claims: 6, checks: 6 },
  'two-servers': { minutes: 8, steps: 9, claims: 9, checks: 4 },
}
