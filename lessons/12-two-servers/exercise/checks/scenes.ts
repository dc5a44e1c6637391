import { get, post, restart, send } from '../../../../src/exercise/index.ts'

const ada = (label: string, request: Parameters<typeof send>[1]) => send(label, request, { browser: 'Ada' })
const ben = (label: string, request: Parameters<typeof send>[1]) => send(label, request, { browser: 'Ben' })

// They come to the first process, to the second, and so on in turn.
export const adaLogsIn = ada('Ada logs in, at the first process', post('/login/ada'))
export const adaAsks = ada('Ada asks, at the second process', get('/me'))
export const adaTakesTea = ada('Ada takes tea, at the first', post('/cart/tea'))
export const adaTakesMilk = ada('Ada takes milk, at the second', post('/cart/milk'))
export const adaLooks = ada('Ada looks at her cart, at the first', get('/cart'))
export const benLogsIn = ben('Ben logs in, at the second', post('/login/ben'))
export const benLooks = ben('Ben looks at his cart, at the first', get('/cart'))
export const afterwards = ada('ada, when both have started again', get('/cart'))

export const scenes = [
  adaLogsIn,
  adaAsks,
  adaTakesTea,
  adaTakesMilk,
  adaLooks,
  benLogsIn,
  benLooks,
  restart('both are killed, and start again'),
  afterwards,
]
