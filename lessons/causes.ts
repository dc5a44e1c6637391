// Made by `npm run make` from the causes: change those.
export const causes = {
  'session-options': [
    [
      {
        code: 'shared-by-visitors',
        title: 'One visitor sees what belongs to another: it is kept in a variable that all requests share',
      },
      { code: 'session-not-used', title: 'Requests never pass through session()' },
    ],
    [
      { code: 'session-data-untyped', title: 'TypeScript does not know what is in the session' },
      {
        code: 'session-per-request',
        title: 'session() is called again for a request or a route, and each call begins with an empty store',
      },
    ],
    [
      { code: 'path-not-covered', title: 'cookie.path does not cover a route that uses the session' },
      { code: 'no-http-only', title: 'Scripts in the page can read the session cookie' },
      { code: 'default-name', title: 'The session cookie has its default name' },
    ],
    [
      { code: 'session-below-route', title: 'A route that uses the session is above session()' },
      { code: 'session-not-on-upgrade', title: 'A WebSocket asks for the session, and no middleware ran for it' },
      { code: 'two-session-middlewares', title: 'A second session() on the way of a request steps aside' },
      {
        code: 'sessions-share-store',
        title: 'Two session() share one store, and the cookie options of the last one count for both',
      },
    ],
    [],
    [
      { code: 'option-misplaced', title: 'Options of session() are in the wrong place' },
      { code: 'cookie-not-an-object', title: 'The cookie option is not an object of cookie options' },
      { code: 'option-unknown', title: 'session() was given an option that it does not have' },
    ],
    [{ code: 'secret-missing', title: 'session() has no secret' }],
    [],
    [],
    [],
  ],
  'cookie-max-age': [
    [{ code: 'max-age-seconds', title: 'maxAge counts milliseconds, and this number is in seconds' }],
    [],
    [],
    [],
    [],
    [
      {
        code: 'not-rolling',
        title: 'Visitors are logged out while they work: the end of the cookie in the browser never moves',
      },
    ],
    [],
    [
      { code: 'expires-fixed', title: 'cookie.expires is one moment for all sessions, and after it nobody can log in' },
      { code: 'kept-forever', title: 'Nothing ever ends a session: neither its cookie nor the store has an end' },
    ],
    [
      { code: 'max-age-text', title: 'maxAge is a string, and express-session takes only a number' },
      { code: 'cookie-option-invalid', title: 'The cookie cannot be written with these options' },
    ],
    [],
  ],
  genid: [
    [{ code: 'genid-not-unique', title: 'genid gives two visitors the same id' }],
    [],
    [],
    [{ code: 'genid-threw', title: 'genid fails, so no new visitor gets an answer' }],
    [{ code: 'session-id-assigned', title: 'The id of the session is overwritten' }],
    [{ code: 'genid-not-a-function', title: 'genid is not a function' }],
    [{ code: 'genid-not-text', title: 'genid returns something that is not a string' }],
    [
      { code: 'weak-secret', title: 'The secret is one that everybody knows' },
      { code: 'short-secret', title: 'The secret is short' },
    ],
    [],
  ],
  'restart-memory-loss': [
    [],
    [
      {
        code: 'memory-store-restart',
        title: 'The sessions are in the memory of the process, and a restart forgets them',
      },
    ],
    [
      {
        code: 'nothing-saved',
        title: 'Nothing is ever written to the session, so it is not kept, and each visit is the first',
      },
    ],
    [],
    [{ code: 'memory-store-production', title: 'MemoryStore is used in production' }],
    [
      {
        code: 'watcher-restarts',
        title: 'The app starts over whenever a session is written, because a watcher watches that folder',
      },
      { code: 'store-retries', title: 'session-file-store looks again and again for a session that is gone' },
    ],
    [],
    [
      {
        code: 'cookie-parser-secret',
        title: 'The app reads the session cookie through cookie-parser, which has another secret',
      },
      { code: 'secret-changes-at-start', title: 'The secret changes at each start' },
    ],
    [{ code: 'secret-replaced', title: 'The secret was replaced, and the old one was not kept' }],
    [],
  ],
  'login-guard': [
    [{ code: 'body-not-parsed', title: 'Nothing reads the body of the request, so there is no req.body' }],
    [{ code: 'response-never-ends', title: 'A request is never answered: a layer neither answers nor calls next()' }],
    [{ code: 'express-5-removed', title: 'The app uses something that Express 5 took away' }],
    [],
    [],
    [],
    [],
    [],
    [],
    [],
  ],
  'when-is-it-saved': [
    [],
    [],
    [
      {
        code: 'redirect-before-save',
        title: 'The redirect reaches the browser before the store has saved the session',
      },
    ],
    [
      {
        code: 'socket-session',
        title: 'A WebSocket changes a session that is never saved, or reads one that is never reloaded',
      },
      { code: 'write-after-response', title: 'The session is changed after the answer was sent' },
      {
        code: 'headers-already-sent',
        title: 'The head of the answer is out before the session is written, so the browser gets no cookie',
      },
    ],
    [
      { code: 'parallel-writes', title: 'Two requests of one session write at once, and the last one wins' },
      {
        code: 'parallel-first-requests',
        title: 'The first requests of a browser came at once, and each made a session of its own',
      },
    ],
    [{ code: 'reload-without-session', title: 'reload() is called before the store has the session' }],
    [{ code: 'resave-overwrites', title: 'resave: true writes back an old copy of the session' }],
    [{ code: 'empty-sessions', title: 'Sessions of visitors who left nothing fill the store' }],
    [],
  ],
  'behind-a-proxy': [
    [],
    [{ code: 'secure-over-http', title: 'The cookie is only for https, and this is http' }],
    [{ code: 'proxy-not-trusted', title: 'The proxy says https, and the app does not believe it' }],
    [],
    [{ code: 'forwarded-proto-missing', title: 'The proxy does not say that browsers come over https' }],
    [
      { code: 'secure-auto-unresolved', title: "secure: 'auto' does nothing if the cookie option is a function" },
      { code: 'no-secure', title: 'The session cookie also travels over plain http' },
    ],
    [],
    [],
    [],
    [],
    [
      {
        code: 'proxy-strips-cookies',
        title: 'Something on the way lets other cookies through, but not the session cookie',
      },
      {
        code: 'answer-cached',
        title: 'Caches on the way may keep an answer that is for one visitor, and give it to others',
      },
    ],
    [],
    [],
  ],
  'another-origin': [
    [{ code: 'client-sends-no-cookie', title: 'The client does not send the cookie that it got' }],
    [],
    [
      { code: 'cors-credentials', title: 'The Access-Control headers do not let cookies through' },
      { code: 'cookie-domain-refused', title: 'cookie.domain is not a domain that this app may set cookies for' },
    ],
    [],
    [{ code: 'cookie-not-cross-site', title: 'The cookie does not go along with requests from other sites' }],
    [{ code: 'same-site-none-insecure', title: 'Browsers refuse SameSite=None without Secure' }],
    [],
    [],
    [],
    [{ code: 'duplicate-name', title: 'Another cookie of the same name comes first' }],
    [{ code: 'cors-any-origin', title: 'Scripts of every site may read what the app answers to its visitors' }],
  ],
  regenerate: [
    [],
    [{ code: 'session-fixation', title: 'The session id stays the same at login' }],
    [],
    [
      {
        code: 'write-before-regenerate',
        title: 'The session is changed before regenerate() or reload(), which throws the change away',
      },
    ],
    [],
    [{ code: 'stale-session-object', title: 'A variable still holds the old session, and data is put there' }],
    [{ code: 'callback-missing', title: 'The code goes on before regenerate(), destroy() or logout() is done' }],
    [],
    [
      { code: 'process-ended', title: 'The process of the app ended' },
      { code: 'session-method-unbound', title: 'A method of req.session is called without its session' },
    ],
    [],
    [{ code: 'callback-without-session', title: 'The callback of regenerate() does not get the new session' }],
    [{ code: 'passport-above-session', title: 'passport.session() is above session()' }],
    [],
  ],
  'ending-a-session': [
    [{ code: 'clear-cookie-mismatch', title: 'clearCookie() names another path or domain than the cookie has' }],
    [{ code: 'logout-keeps-session', title: 'The session lives on after the logout' }],
    [{ code: 'write-after-destroy', title: 'req.session is used after destroy(), which has removed it' }],
    [
      {
        code: 'cookie-session-instead',
        title: 'The session comes from cookie-session, and the code is for express-session',
      },
      { code: 'session-replaced', title: 'req.session is set to an object that is not a session' },
      { code: 'too-large', title: 'The cookie is larger than browsers keep' },
    ],
    [],
    [],
    [],
    [{ code: 'cookie-change-unsent', title: 'req.session.cookie was changed, and the browser was not told' }],
    [],
    [
      {
        code: 'session-cookie-removed',
        title: 'req.session.cookie is taken away, and no session can be saved without it',
      },
    ],
    [],
    [],
  ],
  'a-store-of-your-own': [
    [
      { code: 'store-is-a-promise', title: 'The store is a promise: what makes it was not awaited' },
      { code: 'store-not-an-instance', title: 'session() was given something that is not a store' },
      { code: 'store-method-missing', title: 'The store lacks a method that express-session calls' },
      { code: 'store-callback-missing', title: 'A method of the store never says that it is done' },
      { code: 'store-forgets', title: 'The store has lost a session that it was given' },
      { code: 'store-keeps-destroyed', title: 'The store still has a session that it was told to destroy' },
    ],
    [
      { code: 'store-answers-wrong', title: 'The get() of the store gives back something that is not a session' },
      { code: 'store-failed', title: 'The store fails when it is asked' },
    ],
    [{ code: 'not-json', title: 'A value is put into the session that JSON cannot hold' }],
    [
      {
        code: 'store-ignores-touch',
        title: 'Visitors are logged out while they read: the store does not keep the end that a visit moves',
      },
      { code: 'store-ttl-shorter', title: 'The store drops sessions before their cookies end' },
      { code: 'store-keeps-ended', title: 'The store gives out sessions that have ended' },
    ],
    [],
    [{ code: 'save-failed', title: 'The store refuses to save the session' }],
    [
      { code: 'store-not-connected', title: 'The store is not connected to its server' },
      { code: 'does-not-listen', title: 'The app runs but does not listen on any port' },
      { code: 'store-not-ready', title: 'The store is used before what it needs is there' },
      { code: 'handler-threw', title: 'A handler failed, and the answer was an error page' },
    ],
    [],
    [],
    [{ code: 'store-wrong-version', title: 'The store is not made as the installed version of its package wants it' }],
  ],
  'two-servers': [
    [{ code: 'memory-store-processes', title: 'Each process of the app keeps its own sessions in memory' }],
    [],
    [],
    [],
    [],
    [],
    [],
    [],
    [],
  ],
}
