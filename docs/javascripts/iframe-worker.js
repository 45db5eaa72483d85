// Search works in a Web Worker, which browsers refuse to pages opened from a disk (file://). There
// this stands in for it: the worker's script runs in a hidden frame and talks by postMessage.
// Material for MkDocs would load such a stand-in from unpkg.com; this site loads nothing from a
// network. The file's name tells its `offline` plugin that there is one already.
if (location.protocol === "file:") {
  window.Worker = class extends EventTarget {
    constructor(url) {
      super()
      const frame = document.createElement("iframe")
      frame.hidden = true
      frame.title = "Search"
      frame.srcdoc = ""
      this.waiting = []
      this.frame = frame
      this.onmessage = null
      this.listen = (event) => {
        if (event.source !== frame.contentWindow) return
        const message = new MessageEvent("message", { data: event.data })
        this.dispatchEvent(message)
        if (this.onmessage) this.onmessage(message)
      }
      window.addEventListener("message", this.listen)
      document.body.appendChild(frame)
      const inside = frame.contentWindow
      inside.document.open()
      inside.document.write(
        "<!doctype html><title>Search</title><script>" +
        "window.postMessage = (data) => parent.postMessage(data, '*');" +
        "window.importScripts = (...urls) => urls.reduce((before, url) => before.then(() =>" +
        " new Promise((resolve, reject) => { const script = document.createElement('script');" +
        " script.src = url; script.onload = resolve; script.onerror = reject;" +
        " document.head.appendChild(script) })), Promise.resolve());" +
        "</scr" + "ipt>"
      )
      const script = inside.document.createElement("script")
      script.src = new URL(url, document.baseURI).href
      script.onload = () => {
        this.ready = true
        this.waiting.splice(0).forEach((data) => this.postMessage(data))
      }
      script.onerror = () => this.dispatchEvent(new ErrorEvent("error", { message: "No search" }))
      inside.document.head.appendChild(script)
      inside.document.close()
    }
    postMessage(data) {
      if (!this.ready) return void this.waiting.push(data)
      this.frame.contentWindow.dispatchEvent(new MessageEvent("message", { data }))
    }
    terminate() {
      window.removeEventListener("message", this.listen)
      this.frame.remove()
    }
  }
}
