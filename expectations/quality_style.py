"""The quality page's looks: light and dark, from a phone to a wide screen, without anything from outside."""

STYLE = """
:root { color-scheme: light dark; --ink: #1d2430; --soft: #566072; --line: #d8dde6; --page: #f6f7f9; --card: #fff;
  --good: #156f3d; --good-soft: #dff3e6; --bad: #b3261e; --bad-soft: #fbe3e1; --warn: #8a5300; --warn-soft: #fcefd6;
  --note: #2457a6; --note-soft: #e1ebfa; --bar: #4a74b8; }
@media (prefers-color-scheme: dark) { :root { --ink: #e7eaf0; --soft: #a3adbd; --line: #343b48; --page: #14171d;
  --card: #1c212a; --good: #7ed9a0; --good-soft: #17382a; --bad: #ff9a92; --bad-soft: #47201e; --warn: #f3c069;
  --warn-soft: #403012; --note: #9cc0ff; --note-soft: #1d2f4d; --bar: #6f9be0; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
main { max-width: 64rem; margin: 0 auto; padding: 1.5rem 1rem 4rem; }
h1 { font-size: 1.6rem; line-height: 1.2; margin: 0 0 .75rem; }
h2 { font-size: 1.15rem; margin: 2.25rem 0 .75rem; }
p { margin: .25rem 0; }
.soft { color: var(--soft); }
.verdict { border-left: .4rem solid; border-radius: .5rem; padding: .9rem 1.1rem; margin-bottom: 1rem; }
.verdict strong { font-size: 1.2rem; }
.good { color: var(--good); } .verdict.good { background: var(--good-soft); }
.bad { color: var(--bad); } .verdict.bad { background: var(--bad-soft); }
.verdict p { color: var(--ink); }
.tiles { display: grid; grid-template-columns: repeat(auto-fill, minmax(8.5rem, 1fr)); gap: .6rem; margin: 0; }
.tiles div, .card { background: var(--card); border: 1px solid var(--line); border-radius: .5rem;
  padding: .6rem .8rem; }
.tiles dt { color: var(--soft); font-size: .85rem; }
.tiles dd { margin: 0; font-size: 1.3rem; font-variant-numeric: tabular-nums; }
.card { margin: 0 0 .6rem; }
.card h3 { margin: 0; font-size: 1rem; overflow-wrap: anywhere; } .card h3 .soft { font-weight: 400; }
.mark { display: inline-block; border-radius: 1rem; padding: 0 .6rem; font-size: .8rem; font-weight: 600;
  margin-right: .4rem; }
.critical { background: var(--bad-soft); color: var(--bad); } .warning { background: var(--warn-soft);
  color: var(--warn); } .info { background: var(--note-soft); color: var(--note); }
.seen { display: block; font: .85rem/1.45 ui-monospace, monospace; color: var(--soft); overflow-wrap: anywhere;
  margin-top: .25rem; unicode-bidi: isolate; }
.bar { display: grid; grid-template-columns: minmax(9rem, 16rem) 1fr 5rem; gap: .75rem; align-items: center;
  margin: .3rem 0; }
.rail { background: var(--line); border-radius: .35rem; overflow: hidden; height: .7rem; }
.rail span { display: block; height: 100%; background: var(--bar); }
.number { text-align: right; font-variant-numeric: tabular-nums; }
details { background: var(--card); border: 1px solid var(--line); border-radius: .5rem; margin-bottom: .4rem; }
summary { cursor: pointer; padding: .5rem .8rem; } summary .soft { margin-left: .5rem; }
details ul { margin: 0; padding: 0 .8rem .7rem 2rem; font-size: .9rem; overflow-wrap: anywhere; }
:focus-visible { outline: 3px solid var(--bar); outline-offset: 2px; }
footer { margin-top: 2.5rem; font-size: .85rem; color: var(--soft); overflow-wrap: anywhere; }
@media (max-width: 30rem) { body { font-size: 15px; }
  .bar { grid-template-columns: 1fr max-content; gap: .1rem .75rem; } .bar .rail { grid-column: 1 / -1; order: 1; } }
@media print { body { background: #fff; } .card, details, .tiles div { break-inside: avoid; } }
"""
