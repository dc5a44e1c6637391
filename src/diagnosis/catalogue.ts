import type { Cause } from './cause.ts'
import answerCached from './causes/answer-cached/cause.ts'
import bodyNotParsed from './causes/body-not-parsed/cause.ts'
import callbackMissing from './causes/callback-missing/cause.ts'
import clearCookieMismatch from './causes/clear-cookie-mismatch/cause.ts'
import clientSendsNoCookie from './causes/client-sends-no-cookie/cause.ts'
import cookieChangeUnsent from './causes/cookie-change-unsent/cause.ts'
import cookieDomainRefused from './causes/cookie-domain-refused/cause.ts'
import cookieNotCrossSite from './causes/cookie-not-cross-site/cause.ts'
import cookieNotAnObject from './causes/cookie-not-an-object/cause.ts'
import cookieOptionInvalid from './causes/cookie-option-invalid/cause.ts'
import cookieParserSecret from './causes/cookie-parser-secret/cause.ts'
import cookieSessionInstead from './causes/cookie-session-instead/cause.ts'
import corsAnyOrigin from './causes/cors-any-origin/cause.ts'
import corsCredentials from './causes/cors-credentials/cause.ts'
import defaultName from './causes/default-name/cause.ts'
import doesNotListen from './causes/does-not-listen/cause.ts'
import duplicateName from './causes/duplicate-name/cause.ts'
import emptySessions from './causes/empty-sessions/cause.ts'
import expiresFixed from './causes/expires-fixed/cause.ts'
import express5Removed from './causes/express-5-removed/cause.ts'
import forwardedProtoMissing from './causes/forwarded-proto-missing/cause.ts'
import genidNotAFunction from './causes/genid-not-a-function/cause.ts'
import genidNotText from './causes/genid-not-text/cause.ts'
import genidNotUnique from './causes/genid-not-unique/cause.ts'
import genidThrew from './causes/genid-threw/cause.ts'
import handlerThrew from './causes/handler-threw/cause.ts'
import headersAlreadySent from './causes/headers-already-sent/cause.ts'
import keptForever from './causes/kept-forever/cause.ts'
import logoutKeepsSession from './causes/logout-keeps-session/cause.ts'
import maxAgeSeconds from './causes/max-age-seconds/cause.ts'
import maxAgeText from './causes/max-age-text/cause.ts'
import callbackWithoutSession from './causes/callback-without-session/cause.ts'
import reloadWithoutSession from './causes/reload-without-session/cause.ts'
import sessionDataUntyped from './causes/session-data-untyped/cause.ts'
import sessionCookieRemoved from './causes/session-cookie-removed/cause.ts'
import sessionMethodUnbound from './causes/session-method-unbound/cause.ts'
import memoryStoreProcesses from './causes/memory-store-processes/cause.ts'
import memoryStoreProduction from './causes/memory-store-production/cause.ts'
import memoryStoreRestart from './causes/memory-store-restart/cause.ts'
import noHttpOnly from './causes/no-http-only/cause.ts'
import noSecure from './causes/no-secure/cause.ts'
import notJson from './causes/not-json/cause.ts'
import notRolling from './causes/not-rolling/cause.ts'
import nothingSaved from './causes/nothing-saved/cause.ts'
import optionMisplaced from './causes/option-misplaced/cause.ts'
import optionUnknown from './causes/option-unknown/cause.ts'
import parallelFirstRequests from './causes/parallel-first-requests/cause.ts'
import parallelWrites from './causes/parallel-writes/cause.ts'
import passportAboveSession from './causes/passport-above-session/cause.ts'
import pathNotCovered from './causes/path-not-covered/cause.ts'
import processEnded from './causes/process-ended/cause.ts'
import proxyNotTrusted from './causes/proxy-not-trusted/cause.ts'
import proxyStripsCookies from './causes/proxy-strips-cookies/cause.ts'
import redirectBeforeSave from './causes/redirect-before-save/cause.ts'
import resaveOverwrites from './causes/resave-overwrites/cause.ts'
import responseNeverEnds from './causes/response-never-ends/cause.ts'
import sameSiteNoneInsecure from './causes/same-site-none-insecure/cause.ts'
import saveFailed from './causes/save-failed/cause.ts'
import secretChangesAtStart from './causes/secret-changes-at-start/cause.ts'
import secretMissing from './causes/secret-missing/cause.ts'
import secretReplaced from './causes/secret-replaced/cause.ts'
import secureAutoUnresolved from './causes/secure-auto-unresolved/cause.ts'
import secureOverHttp from './causes/secure-over-http/cause.ts'
import sessionBelowRoute from './causes/session-below-route/cause.ts'
import sessionFixation from './causes/session-fixation/cause.ts'
import sessionIdAssigned from './causes/session-id-assigned/cause.ts'
import sessionNotOnUpgrade from './causes/session-not-on-upgrade/cause.ts'
import sessionNotUsed from './causes/session-not-used/cause.ts'
import sessionPerRequest from './causes/session-per-request/cause.ts'
import sessionReplaced from './causes/session-replaced/cause.ts'
import sessionsShareStore from './causes/sessions-share-store/cause.ts'
import sharedByVisitors from './causes/shared-by-visitors/cause.ts'
import shortSecret from './causes/short-secret/cause.ts'
import socketSession from './causes/socket-session/cause.ts'
import staleSessionObject from './causes/stale-session-object/cause.ts'
import storeAnswersWrong from './causes/store-answers-wrong/cause.ts'
import storeCallbackMissing from './causes/store-callback-missing/cause.ts'
import storeFailed from './causes/store-failed/cause.ts'
import storeForgets from './causes/store-forgets/cause.ts'
import storeIgnoresTouch from './causes/store-ignores-touch/cause.ts'
import storeIsAPromise from './causes/store-is-a-promise/cause.ts'
import storeKeepsDestroyed from './causes/store-keeps-destroyed/cause.ts'
import storeKeepsEnded from './causes/store-keeps-ended/cause.ts'
import storeMethodMissing from './causes/store-method-missing/cause.ts'
import storeNotAnInstance from './causes/store-not-an-instance/cause.ts'
import storeNotConnected from './causes/store-not-connected/cause.ts'
import storeNotReady from './causes/store-not-ready/cause.ts'
import storeRetries from './causes/store-retries/cause.ts'
import storeTtlShorter from './causes/store-ttl-shorter/cause.ts'
import storeWrongVersion from './causes/store-wrong-version/cause.ts'
import tooLarge from './causes/too-large/cause.ts'
import twoSessionMiddlewares from './causes/two-session-middlewares/cause.ts'
import watcherRestarts from './causes/watcher-restarts/cause.ts'
import weakSecret from './causes/weak-secret/cause.ts'
import writeAfterDestroy from './causes/write-after-destroy/cause.ts'
import writeAfterResponse from './causes/write-after-response/cause.ts'
import writeBeforeRegenerate from './causes/write-before-regenerate/cause.ts'

/**
 * Every cause, in the order in which they are told where several of a level are found: what keeps the app from starting, what ends its
 * process, errors with a line, requests that hang, what express-session says itself, what a browser refuses, the store, and differences
 * between scenarios.
 */
export const catalogue: readonly Cause[] = [
  storeIsAPromise,
  storeNotAnInstance,
  storeWrongVersion,
  genidNotAFunction,
  sessionDataUntyped,
  doesNotListen,
  processEnded,
  secretMissing,
  pathNotCovered,
  passportAboveSession,
  sessionBelowRoute,
  sessionNotUsed,
  cookieSessionInstead,
  cookieNotAnObject,
  maxAgeText,
  sessionNotOnUpgrade,
  sessionIdAssigned,
  callbackMissing,
  writeAfterDestroy,
  callbackWithoutSession,
  sessionMethodUnbound,
  reloadWithoutSession,
  sessionCookieRemoved,
  storeAnswersWrong,
  notJson,
  sessionReplaced,
  bodyNotParsed,
  storeNotConnected,
  storeNotReady,
  storeMethodMissing,
  storeFailed,
  handlerThrew,
  storeCallbackMissing,
  responseNeverEnds,
  genidThrew,
  genidNotText,
  genidNotUnique,
  twoSessionMiddlewares,
  sessionsShareStore,
  sessionPerRequest,
  optionMisplaced,
  cookieDomainRefused,
  cookieOptionInvalid,
  secureAutoUnresolved,
  proxyNotTrusted,
  forwardedProtoMissing,
  secureOverHttp,
  sameSiteNoneInsecure,
  corsCredentials,
  cookieNotCrossSite,
  duplicateName,
  tooLarge,
  expiresFixed,
  maxAgeSeconds,
  clearCookieMismatch,
  cookieChangeUnsent,
  saveFailed,
  storeIgnoresTouch,
  storeTtlShorter,
  watcherRestarts,
  storeForgets,
  storeKeepsDestroyed,
  cookieParserSecret,
  socketSession,
  writeBeforeRegenerate,
  sharedByVisitors,
  headersAlreadySent,
  writeAfterResponse,
  staleSessionObject,
  redirectBeforeSave,
  resaveOverwrites,
  parallelWrites,
  parallelFirstRequests,
  express5Removed,
  secretChangesAtStart,
  secretReplaced,
  proxyStripsCookies,
  clientSendsNoCookie,
  nothingSaved,
  emptySessions,
  noHttpOnly,
  corsAnyOrigin,
  optionUnknown,
  weakSecret,
  sessionFixation,
  logoutKeepsSession,
  answerCached,
  storeKeepsEnded,
  notRolling,
  keptForever,
  storeRetries,
  noSecure,
  memoryStoreRestart,
  memoryStoreProcesses,
  memoryStoreProduction,
  shortSecret,
  defaultName,
]
