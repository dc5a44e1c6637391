// What inspect loads only where a paste leaves a doubt is loaded before the first test: whatever is made while a file loads would
// else be taken for the work of the one test that happens to load it, and no other would be asked to notice a change in it.
await import('../../src/cookie/unusual/code.ts')
await import('../../src/cookie/unusual/look-again.ts')

export {}
