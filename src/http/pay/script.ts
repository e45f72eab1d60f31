/**
 * What a page does by itself where scripts run; everything on it works without. It copies, counts down, goes on to the
 * provider's page, and asks now and then whether there is news, so that nothing jumps under somebody who reads.
 */
export const script = `
for(const button of document.querySelectorAll("[data-copy]")){
button.hidden=false
const said=button.firstElementChild,title=said.textContent
button.onclick=async()=>{
const text=document.getElementById(button.dataset.copy)
try{await navigator.clipboard.writeText(text.textContent)}catch{getSelection().selectAllChildren(text);document.execCommand("copy")}
said.textContent=button.dataset.copied
setTimeout(()=>{said.textContent=title},2500)
}
}
for(const form of document.querySelectorAll("[data-go]"))form.submit()
const again=()=>location.replace(document.querySelector("[data-watch]").dataset.watch)
const left=document.querySelector("[data-left]")
if(left){
const end=performance.now()+left.dataset.left*1000
const clock=setInterval(()=>{
const seconds=Math.ceil((end-performance.now())/1000)
if(seconds<=0){clearInterval(clock);again()}
else left.textContent=Math.floor(seconds/60)+":"+String(seconds%60).padStart(2,"0")
},1000)
}
const watched=document.querySelector("[data-watch]")
if(watched){
let wait=4000
const look=async()=>{
if(wait>60000)return
wait*=1.15
if(!document.hidden)try{
const answer=await fetch(watched.dataset.watch,{cache:"no-store"})
if(answer.ok&&!(await answer.text()).includes("data-watch"))return again()
}catch{}
setTimeout(look,wait)
}
setTimeout(look,wait)
}
`.trim()
