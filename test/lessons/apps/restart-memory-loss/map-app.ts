export { createApp, options } from '../../../../lessons/04-restart-memory-loss/app.ts'

/** A Map that has what session() asks of a store at the start. */
export const values = { store: { map: Object.assign(new Map(), { on() {} }) } }
