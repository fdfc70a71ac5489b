/** What the page of connections needs beside the project's look. */
export const CONNECTIONS_STYLE = `
main { max-width: 60rem; }
.said { border-left: 4px solid var(--rep); } .said.bad { border-left-color: #b3261e; }
.row { display: flex; flex-wrap: wrap; gap: .4rem .8rem; align-items: baseline; justify-content: space-between; }
.row h3 { margin: 0; font-size: 1.05rem; } h3 small { font-weight: 400; color: var(--quiet); }
.state { font-size: .82rem; font-weight: 600; padding: .1rem .6rem; border-radius: 999px; border: 1px solid currentcolor; white-space: nowrap; }
.state.good { color: #0b6e4f; } .state.wait { color: #7a5200; } .state.bad { color: #b3261e; } .state.still { color: var(--quiet); }
.buttons { display: flex; flex-wrap: wrap; gap: .5rem; align-items: center; margin-top: .8rem; }
.buttons form { display: flex; gap: .4rem; align-items: center; }
button { border-color: #8a94a3; } button.danger { color: #b3261e; }
code.address { display: block; overflow-wrap: anywhere; background: var(--ground); border: 1px solid var(--line); border-radius: 6px; padding: .35rem .6rem; margin: .2rem 0 .6rem; user-select: all; }
label { display: block; font-weight: 600; margin: .8rem 0 .2rem; } label small { display: block; font-weight: 400; color: var(--quiet); }
label.check { font-weight: 400; display: flex; gap: .5rem; align-items: baseline; }
input[type=text], input[type=password], select, textarea { font: inherit; padding: .4rem .6rem; border: 1px solid #8a94a3; border-radius: 6px; background: #fff; color: inherit; }
input[type=text], input[type=password], textarea { width: 100%; } textarea { min-height: 4.5rem; }
table { font-size: .93rem; } td.when { white-space: nowrap; color: var(--quiet); } td .why { color: var(--quiet); display: block; }
td button { padding: .2rem .7rem; font-size: .88rem; } td form { display: inline-block; margin: 0 .3rem .3rem 0; }
progress { width: 100%; height: .7rem; accent-color: var(--rep); }
ul.choices { list-style: none; padding: 0; display: flex; flex-wrap: wrap; gap: .5rem; margin: 0; }
ul.choices a { display: inline-block; padding: .45rem .9rem; border: 1px solid var(--line); border-radius: 8px; background: var(--paper); text-decoration: none; color: inherit; }
ul.choices a[aria-current] { border-color: var(--rep); box-shadow: inset 0 0 0 1px var(--rep); }
`;
