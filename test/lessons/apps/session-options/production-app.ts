export * from '../../../../lessons/01-session-options/production-app.ts'
