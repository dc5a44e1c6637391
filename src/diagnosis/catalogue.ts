import type { Cause } from './cause.ts'
import secureOverHttp from './causes/secure-over-http/cause.ts'
import sessionBelowRoute from './causes/session-below-route/cause.ts'
import writeBeforeRegenerate from './causes/write-before-regenerate/cause.ts'

/**
 * Every cause, in the order in which they are told where several of a level are found: what keeps the app from starting, what ends its
 * process, errors with a line, requests that hang, what express-session says itself, what a browser refuses, the store, and differences
 * between scenarios.
 */
export const catalogue: readonly Cause[] = [sessionBelowRoute, secureOverHttp, writeBeforeRegenerate]
