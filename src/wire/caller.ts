import type { ExchangeFacts } from '../observe/observation.ts'

/** Browsers by the word of their User-Agent that no other has: each names its forerunners too. */
const BROWSERS = [
  ['Edg/', 'Edge'],
  ['OPR/', 'Opera'],
  ['Firefox/', 'Firefox'],
  ['Chrome/', 'Chrome'],
  ['Safari/', 'Safari'],
] as const

/** Who says to have sent a request, by its User-Agent: a browser by its name, a program by its first word. */
export function callerOf(headers: ExchangeFacts['request']['headers']): string {
  const agent = headers.find(([name]) => name.toLowerCase() === 'user-agent')?.[1].trim() ?? ''
  if (agent === '') return 'a client without a name'
  const browser = BROWSERS.find(([word]) => agent.startsWith('Mozilla/') && agent.includes(word))?.[1]
  return browser ?? agent.split(/[/\s]/)[0]?.slice(0, MOST_NAME) ?? ''
}

/** Nobody has a longer name; in characters. */
const MOST_NAME = 40
