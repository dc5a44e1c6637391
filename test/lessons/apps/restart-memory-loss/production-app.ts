/** The lesson with a store on disk from the start. */
export * from '../../../../lessons/04-restart-memory-loss/production-app.ts'
