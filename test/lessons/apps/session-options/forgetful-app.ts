export * from '../../../../lessons/01-session-options/forgetful-app.ts'
