import type { ExchangeFacts } from '../observe/observation.ts'

/**
 * Whether no Express app got a request, and nothing that keeps sessions did: another server of the process answered it.
 */
export const isOutside = ({ layers, trustProxy, session }: ExchangeFacts): boolean =>
  layers.length === 0 &&
  // Every app of Express has this setting (express `lib/application.js`, `defaultConfiguration`), one in a bundle, too.
  trustProxy === null &&
  session.state === 'not-reached' &&
  session.by.length === 0 &&
  session.foreign === null
