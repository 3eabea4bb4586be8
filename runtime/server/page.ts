/** The two plain pages that stand outside the editor: for who has no session, and for the moment after the link was opened. */

const page = (head: string, body: string): string =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">${head}<title>Millrace</title>
<style>body{font:16px/1.5 system-ui,sans-serif;max-width:36rem;margin:15vh auto;padding:0 1rem;color:#222;background:#f4f4f3}code{background:#e4e4e2;padding:.1em .3em}</style>
${body}</html>`

export const outside = page(
  '',
  `<h1>Millrace</h1>
<p>This page opens with a link that is good once. It was printed where the runtime was started.</p>
<p>For a new one, run there: <code>millrace start --link</code></p>
<p lang="zh-CN">请使用一次性链接打开此页面。链接在启动运行时的终端中显示;如需新链接,请在该处运行:<code>millrace start --link</code></p>`,
)

/** The page goes on by itself: a redirect would count as coming from where the link was clicked, and be without the strict cookie. */
export const entered = page('<meta http-equiv="refresh" content="0;url=/">', '<p><a href="/">Millrace</a></p>')
