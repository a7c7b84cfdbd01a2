// Looks at pages in a real Chromium: what axe-core finds, what is asked for elsewhere, what runs, what is too wide.
// Standard input: {"modules": folder, "browser": path, "pages": [{"url", "width", "dark", "shot"}]}; prints JSON.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";

const job = JSON.parse(readFileSync(0, "utf8"));
const require = createRequire(job.modules + "/");
const { chromium } = require("playwright-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const browser = await chromium.launch({ executablePath: job.browser, args: ["--no-sandbox", "--disable-gpu"] });
const seen = [];
for (const page of job.pages) {
  const context = await browser.newContext({
    viewport: { width: page.width, height: 900 }, colorScheme: page.dark ? "dark" : "light", bypassCSP: true,
    javaScriptEnabled: true,
  });
  const tab = await context.newPage();
  const facts = { url: page.url, width: page.width, dark: !!page.dark, ran: [], asked: [], console: [] };
  tab.on("dialog", (d) => { facts.ran.push(d.message()); d.dismiss(); });
  tab.on("request", (r) => facts.asked.push(r.url()));
  tab.on("console", (m) => facts.console.push(m.text()));
  tab.on("pageerror", (e) => facts.console.push(String(e)));
  await tab.goto(page.url, { waitUntil: "load" });
  await tab.waitForTimeout(page.pause ?? 50);
  facts.pwned = await tab.evaluate(() => window.pwned ?? null);
  facts.direction = await tab.evaluate(() => getComputedStyle(document.body).direction);
  facts.overflow = await tab.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  facts.heading = await tab.evaluate(() => {
    const range = document.createRange();
    range.selectNodeContents(document.querySelector("h1"));
    const words = range.getBoundingClientRect(), room = document.querySelector("h1").getBoundingClientRect();
    return { start: words.left - room.left, end: room.right - words.right };
  });
  if (page.shot) await tab.screenshot({ path: page.shot, fullPage: true });
  if (page.print) await tab.pdf({ path: page.print, format: "A4" });
  if (page.axe ?? true) {
    await tab.evaluate(axe);
    const found = await tab.evaluate(() => axe.run(document, { resultTypes: ["violations"] }));
    facts.violations = found.violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target.join(" ")).join(", ")}`);
  }
  seen.push(facts);
  await context.close();
}
await browser.close();
console.log(JSON.stringify(seen));
