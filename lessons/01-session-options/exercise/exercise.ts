import { check, exercise, get, mistake, send } from '../../../src/exercise/index.ts'
export default exercise({
  title: 'The counter that never counts',
  home: import.meta.url,
  actions: [
    send('a monitor looks', get('/health'), { browser: null }),
    send('first visit', get('/')),
    send('second visit', get('/')),
    send('somebody else visits', get('/'), { browser: 'another browser' }),
  ],
  checks: [
    check('saved', 'A visit is saved in the store, and the browser gets its cookie.', {
      exchange: 'first visit',
      header: 'Set-Cookie',
      holds: (run) => run.exchange('first visit').set !== undefined && run.exchange('first visit').ops.includes('set'),
      mistakes: [mistake(({code}) => code.line(/app\.use\(\s*session\(/), 'foo')],
      otherwise: 'x',
    }),
    check('counted', 'The next visit of the same browser is number 2.', {
      exchange: 'second visit',
      header: '> Cookie',
      holds: (run) => run.exchange('second visit').json['visits'] === 2,
      otherwise: 'x',
    }),
  ],
  hints: [], explanation: '',
})
