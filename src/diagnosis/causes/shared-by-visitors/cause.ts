import { cause } from '../../cause.ts'
import { answeredBy, nameOf, requestLine } from '../../facts.ts'
import { isRefused } from '../../login.ts'
import { seenByStrangers } from '../../strangers.ts'

export default cause({
  code: 'shared-by-visitors',
  title: 'One visitor sees what belongs to another: it is kept in a variable that all requests share',
  level: 'error',
  lesson: 1,
  step: 'An app that forgets',
  symptoms: ['sees-others-data', 'insecure'],
  words: [
    'logged in without login in another browser',
    'session shared by everyone',
    'user sees other users data',
    'session shared between users',
    'all users are logged in as the same user',
    'global variable session',
    'app.locals user',
    'account of another user',
    'logged in as another user',
    'global variable for the user',
    'one login logs in everybody',
    'other browser is logged in too',
    'logged in on one browser, also logged in on another',
    'logged in on chrome and also logged in on firefox',
    'logged in in incognito too',
    'one user sees the cart of another',
    'user a sees the data of user b',
    'see the data of the user who logged in last',
  ],
  howToTell: 'a browser that never logged in gets the page of another one that did',
  find({ exchanges }) {
    const seen = seenByStrangers(exchanges).filter(({ isCached }) => !isCached)
    const [first] = seen
    if (!first) return null
    const { exchange, before, changed } = first
    return {
      message:
        `After ${requestLine(changed)} of one browser, another one got the same page at ${requestLine(exchange)}, with ` +
        `${exchange.session.state === 'found' ? 'nothing in its session' : 'no session'}. Before that, it was ${isRefused(before) ? 'refused' : 'another page'}. ` +
        'So what decides this is kept outside of req.session, in a variable that all visitors share.',
      at: answeredBy(exchange)?.at ?? null,
      exchange: nameOf(exchange),
      count: seen.length,
    }
  },
  fix: {
    text: 'Keep what belongs to one visitor in req.session, and read it from there in each request.',
    code: 'req.session.user = user\n// and in another request\nconst { user } = req.session',
  },
  moves: [
    { send: 'GET /account' },
    { send: 'POST /login' },
    { send: 'GET /account' },
    { send: 'GET /account', as: 'bob' },
  ],
})
