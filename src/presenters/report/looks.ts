/** How the report looks, in a light and in a dark room, on a screen and on paper. It asks for nothing from anywhere. */
export const LOOKS = `
:root { color-scheme: light dark; --text: #1c1c1c; --dim: #5f6368; --line: #d7d9dc; --paper: #fff; --panel: #f6f7f8;
  --accent: #00687a; --error: #b3261e; --warning: #8a5300; --info: #3f5f8a; }
@media (prefers-color-scheme: dark) { :root { --text: #e6e6e6; --dim: #a0a6ad; --line: #3c4043; --paper: #17191b; --panel: #202326;
  --accent: #6fd3e6; --error: #ff8a80; --warning: #ffc266; --info: #a8c7fa; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 60rem; padding: 2rem 1rem 4rem; background: var(--paper); color: var(--text);
  font: 16px/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
h1 { font-size: 1.5rem; margin: 0 0 .25rem; } h2 { font-size: 1.2rem; margin: 2.5rem 0 .75rem; } h3 { font-size: 1rem; margin: 0; }
code, pre, .wire, svg text { font-family: ui-monospace, "SF Mono", Menlo, Consolas, monospace; font-size: .85rem; }
pre { background: var(--panel); padding: .75rem; overflow-x: auto; margin: .5rem 0 0; white-space: pre-wrap; }
a { color: var(--accent); } .dim { color: var(--dim); } p { margin: .4rem 0; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .15rem 1rem; margin: 1rem 0; } dt { color: var(--dim); } dd { margin: 0; }
article { border-left: 4px solid var(--line); padding: .1rem 0 .1rem 1rem; margin: 1.25rem 0; }
.error { border-color: var(--error); } .warning { border-color: var(--warning); } .info { border-color: var(--info); }
.error b { color: var(--error); } .warning b { color: var(--warning); } .info b { color: var(--info); }
details { border-top: 1px solid var(--line); } details:last-of-type { border-bottom: 1px solid var(--line); }
summary { cursor: pointer; padding: .4rem 0; } summary .words { color: var(--dim); }
.wire { margin: 0 0 .75rem; white-space: pre-wrap; } .wire .loud { color: var(--accent); font-weight: 600; }
.story { overflow-x: auto; } svg { display: block; max-width: none; } svg text { fill: var(--text); }
svg .life { stroke: var(--line); stroke-width: 2; } svg .arrow { stroke: var(--dim); stroke-width: 1.5; fill: none; }
svg .head { fill: var(--dim); } svg .quiet { fill: var(--dim); } svg .loud { fill: var(--accent); }
@media print { body { max-width: none; } details:not([open]) > *:not(summary) { display: block; } }
`
