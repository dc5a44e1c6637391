/** The lesson with a store on disk from the start. */
export * from '../../../../lessons/04-restart-memory-loss/your-app.ts'
