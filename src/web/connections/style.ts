/** What the page of connections needs beside the project's look. */
export const CONNECTIONS_STYLE = `
:root { color-scheme: light dark; --good: #0b6e4f; --wait: #7a5200; --bad: #b3261e; --edge: #8a94a3; --field: #fff; --link: #0b5cad; --on-rep: #fff; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6e9ee; --quiet: #a7b0bd; --line: #343c47; --paper: #1d232b; --ground: #14181e; --rep: #5fd0c5; --mark: #4a3f12; --good: #66d3a8; --wait: #f0bf63; --bad: #ff9d94; --edge: #6f7a89; --field: #12161b; --link: #8cc4ff; --on-rep: #08201f; } }
a { color: var(--link); }
main { max-width: 60rem; }
.said { border-left: 4px solid var(--rep); } .said.bad { border-left-color: var(--bad); }
.row { display: flex; flex-wrap: wrap; gap: .4rem .8rem; align-items: baseline; justify-content: space-between; }
.row h3 { margin: 0; font-size: 1.05rem; } h3 small { font-weight: 400; color: var(--quiet); }
.state { font-size: .82rem; font-weight: 600; padding: .1rem .6rem; border-radius: 999px; border: 1px solid currentcolor; white-space: nowrap; }
.state.good { color: var(--good); } .state.wait { color: var(--wait); } .state.bad { color: var(--bad); } .state.still { color: var(--quiet); }
.buttons { display: flex; flex-wrap: wrap; gap: .5rem; align-items: center; margin-top: .8rem; }
.buttons form { display: flex; gap: .4rem; align-items: center; }
button { border-color: var(--edge); color: inherit; } button.danger { color: var(--bad); }
code.address { display: block; overflow-wrap: anywhere; background: var(--ground); border: 1px solid var(--line); border-radius: 6px; padding: .35rem .6rem; margin: .2rem 0 .6rem; user-select: all; }
label { display: block; font-weight: 600; margin: .8rem 0 .2rem; } label small { display: block; font-weight: 400; color: var(--quiet); }
label.check { font-weight: 400; display: flex; gap: .5rem; align-items: baseline; }
input[type=text], input[type=password], select, textarea { font: inherit; padding: .4rem .6rem; border: 1px solid var(--edge); border-radius: 6px; background: var(--field); color: inherit; }
input[type=text], input[type=password], textarea { width: 100%; } textarea { min-height: 4.5rem; }
table { font-size: .93rem; } td.when { white-space: nowrap; color: var(--quiet); } td .why { color: var(--quiet); display: block; }
td button { padding: .2rem .7rem; font-size: .88rem; } td form { display: inline-block; margin: 0 .3rem .3rem 0; }
progress { width: 100%; height: .7rem; accent-color: var(--rep); }
ul.choices { list-style: none; padding: 0; display: flex; flex-wrap: wrap; gap: .5rem; margin: 0; }
ul.choices a { display: inline-block; padding: .45rem .9rem; border: 1px solid var(--line); border-radius: 8px; background: var(--paper); text-decoration: none; color: inherit; }
ul.choices a[aria-current] { border-color: var(--rep); box-shadow: inset 0 0 0 1px var(--rep); }
a.button { display: inline-block; border: 1px solid var(--edge); border-radius: 8px; padding: .45rem 1rem; text-decoration: none; background: var(--paper); color: inherit; } a.button.primary { background: var(--rep); border-color: var(--rep); color: var(--on-rep); } button.primary { color: var(--on-rep); }
details { margin-top: .8rem; } summary { cursor: pointer; color: var(--quiet); }
fieldset { border: 0; padding: 0; margin: 0; min-width: 0; } fieldset:disabled { opacity: .6; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
th[scope=row] { font-weight: 600; } th .why { font-weight: 400; color: var(--quiet); display: block; font-size: .88rem; }
caption { text-align: left; color: var(--quiet); font-size: .88rem; } html { scroll-padding-bottom: 5rem; } td select { max-width: 16rem; width: 100%; } td:nth-child(3) select, td:nth-child(4) select { max-width: 12rem; } td .state { margin-left: .3rem; }
.card > h2:first-child { margin-top: 0; } .missing { margin: .8rem 0; } .again { margin-top: 1.2rem; } input[name=currency] { width: 6rem; text-transform: uppercase; }
.bar { position: sticky; bottom: 0; background: var(--ground); border-top: 1px solid var(--line); padding: .7rem 0; }
@media (max-width: 40rem) { td select { max-width: 11rem; } .bar { position: static; } }
`;
