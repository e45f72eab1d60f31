/** The look of every page a customer sees. Small, because it comes with each of them: nothing else is ever loaded. */
export const style = `
:root{color-scheme:light dark;--page:#eef1f0;--card:#fff;--ink:#14211d;--soft:#54625d;--line:#d5dcd9;--accent:#0b6b50;--on:#fff;--tint:#e2f2ec;--warn:#7a4a00;--warned:#fdf0d5;--bad:#a3242f;--badly:#fbe6e7}
@media (prefers-color-scheme:dark){:root{--page:#0d1412;--card:#16201d;--ink:#eef4f1;--soft:#a3b3ad;--line:#30403a;--accent:#5fd3a9;--on:#06251b;--tint:#14382d;--warn:#f5cf86;--warned:#3a2c10;--bad:#ff9ea5;--badly:#43191d}}
*{box-sizing:border-box;margin:0}
html{-webkit-text-size-adjust:100%}
body{min-height:100vh;min-height:100svh;display:flex;flex-direction:column;background:var(--page);color:var(--ink);font:1rem/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;overflow-wrap:anywhere}
header,main,footer{width:100%;max-width:27rem;margin-inline:auto;padding-inline:1.25rem}
header{padding-top:1.5rem}
.brand{display:flex;align-items:center;gap:.75rem;font-weight:600;font-size:1.0625rem;line-height:1.3}
.brand span{flex:none;display:grid;place-items:center;width:2.5rem;height:2.5rem;border-radius:.8rem;background:var(--accent);color:var(--on);font-size:1.125rem;font-weight:700}
.test{margin-bottom:1.25rem;padding:.5rem .875rem;border-radius:.75rem;background:var(--warned);color:var(--warn);font-size:.875rem;font-weight:600;text-align:center;text-wrap:balance}
main{margin-block:1.25rem}
.card{padding:1.75rem 1.5rem 1.5rem;border-radius:1.25rem;background:var(--card);box-shadow:0 1px 2px rgb(10 30 24/.08),0 12px 32px -12px rgb(10 30 24/.18)}
h1{font-size:1.375rem;line-height:1.25;letter-spacing:-.015em;text-wrap:balance}
.quiet{color:var(--soft);font-size:.9375rem;font-weight:500;letter-spacing:0}
.amount{margin-top:.25rem;font-size:min(2.75rem,11vw);line-height:1.15;font-weight:700;letter-spacing:-.03em;font-variant-numeric:tabular-nums}
.amount.long{font-size:min(1.875rem,7.6vw)}
.amount.longest{font-size:min(1.5rem,4.6vw);letter-spacing:-.02em}
h1+.text,.text+.text{margin-top:.5rem}
.text{color:var(--soft)}
.text+.amount,[role=status]+.amount{margin-top:1.25rem;font-size:min(1.625rem,6.5vw)}
h2{margin-top:1.75rem;font-size:1rem}
h2+.text{font-size:.9375rem}
.mark{display:grid;place-items:center;width:3.25rem;height:3.25rem;margin-bottom:1rem;border-radius:50%;background:var(--tint);color:var(--accent)}
.mark.warn{background:var(--warned);color:var(--warn)}
.mark.bad{background:var(--badly);color:var(--bad)}
svg{width:1.625rem;height:1.625rem;fill:none;stroke:currentColor;stroke-width:2.25;stroke-linecap:round;stroke-linejoin:round}
dl{margin-top:1.5rem;padding-top:1.25rem;border-top:2px dashed var(--line);display:grid;gap:.875rem}
dt{color:var(--soft);font-size:.8125rem;line-height:1.4}
dd{font-weight:500}
small{display:block;color:var(--soft);font-size:.875rem;font-weight:400}
.actions{margin-top:1.75rem;display:grid;gap:.5rem}
button,.button{display:flex;align-items:center;justify-content:center;gap:.625rem;width:100%;min-height:3.5rem;padding:.75rem 1rem;border:2px solid transparent;border-radius:.875rem;background:var(--accent);color:var(--on);font:inherit;font-size:1.0625rem;font-weight:650;line-height:1.25;text-align:center;text-wrap:balance;text-decoration:none;cursor:pointer;touch-action:manipulation}
button svg{flex:none;width:1.125rem;height:1.125rem}
button:hover,.button:hover{filter:brightness(1.08)}
.plain{min-height:3rem;background:none;color:var(--ink);font-size:1rem;font-weight:500;text-decoration:underline;text-decoration-color:var(--line);text-underline-offset:.3em}
.second{background:none;border-color:var(--line);color:var(--ink)}
.danger{background:var(--bad);color:var(--card)}
:focus-visible{outline:3px solid var(--accent);outline-offset:3px}
.secure{margin-top:.75rem;color:var(--soft);font-size:.8125rem;text-align:center;text-wrap:balance}
.secure+.actions{margin-top:.5rem}
fieldset{display:grid;gap:1rem;min-width:0;margin-bottom:.75rem;padding:1.25rem 0 0;border:0;border-top:2px dashed var(--line)}
legend{float:left;width:100%;font-weight:600}
legend+*{clear:both}
label{display:block;margin-bottom:.25rem;color:var(--soft);font-size:.875rem}
input,select{width:100%;min-height:3rem;padding:.5rem .75rem;border:2px solid var(--line);border-radius:.75rem;background:var(--card);color:var(--ink);font:inherit}
[aria-invalid]{border-color:var(--bad)}
.wrong{margin-top:.25rem;color:var(--bad);font-size:.875rem;font-weight:500}
.qr{display:block;width:min(100%,16rem);height:auto;margin:1.25rem auto 0;border-radius:.75rem;background:#fff;fill:#000;stroke:none}
.copied{margin-top:.5rem;padding:.75rem;border:2px solid var(--line);border-radius:.75rem;font:.875rem/1.4 ui-monospace,Menlo,Consolas,monospace;word-break:break-all;user-select:all}
.bill div{display:flex;justify-content:space-between;gap:1rem}
.bill dd{flex:none;font-variant-numeric:tabular-nums}
.lines dd{display:flex;align-items:center;justify-content:space-between;gap:1rem;font-weight:650}
.lines dd>span{user-select:all}
.lines button{flex:none;width:auto;min-height:2.75rem;padding:.25rem 1rem;font-size:.9375rem}
.amount+.text{margin-top:.75rem}
.text+h2{margin-top:1.25rem}
.copied+.actions{margin-top:1rem}
[hidden]{display:none}
.help{margin-top:1.25rem;color:var(--soft)}
.help a{display:inline-block;padding-block:.625rem;color:var(--accent);font-weight:600}
footer{margin-top:auto;padding-block:.25rem 2rem;color:var(--soft);font-size:.9375rem;text-align:center;text-wrap:balance}
.hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.turning svg{animation:turn 1.1s linear infinite}
@keyframes turn{to{transform:rotate(1turn)}}
@media (prefers-reduced-motion:reduce){.turning svg{animation:none}}
@media (min-width:30rem) and (min-height:40rem){body{justify-content:center}header{padding-top:2rem}footer{margin-top:0}.card{padding:2.25rem 2rem 2rem}}
`.trim()
