export * from '../../../../lessons/01-session-options/parsed-secret-app.ts'
