const t0=performance.now();
for (const m of process.argv.slice(2)) { const a=performance.now(); await import(m); console.log(m, Math.round(performance.now()-a)); }
console.log("sum", Math.round(performance.now()-t0));
