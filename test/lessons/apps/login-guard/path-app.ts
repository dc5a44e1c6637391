export * from '../../../../lessons/05-login-guard/path-app.ts'
