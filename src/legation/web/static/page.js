// The page around the terminal: it opens where its address says, keeps the address up to date, and says why it ended.
"use strict";
(() => {
  const page = document.body;
  const terminal = document.getElementById("terminal");
  const says = document.getElementById("says");
  const again = document.getElementById("again");

  const line = new URL("ws", location.href);
  line.protocol = line.protocol.replace("http", "ws");
  terminal.dataset.sessionWebsocketUrl = line.href;

  const end = (why) => {
    says.textContent = why;
    page.classList.add("-closed");
    again.hidden = false;
    again.focus();
  };
  again.addEventListener("click", () => location.reload());
  // A link that is put into the address bar of an open page.
  window.addEventListener("hashchange", () => location.reload());

  const heard = (told) => {
    if (typeof told !== "string") {
      return;
    }
    const [kind, value] = JSON.parse(told);
    if (kind === "place") {
      history.replaceState(null, "", "#" + value);
    }
  };
  const keys = () => terminal.querySelector("textarea")?.focus();

  // The client makes its own connection and keeps it to itself; this is the way to know what it hears.
  window.WebSocket = class extends WebSocket {
    constructor(address) {
      super(`${address}&place=${encodeURIComponent(decodeURI(location.hash.slice(1)))}`);
      this.addEventListener("open", keys);
      this.addEventListener("message", (event) => heard(event.data));
      this.addEventListener("close", (event) => end(event.reason || "The connection to legation was lost."));
    }
    send(told) {
      if (this.readyState === WebSocket.OPEN) {
        super.send(told);
      }
    }
  };
  window.addEventListener("focus", keys);

  // Cells are measured once, so the font has to be there first.
  const begin = window.onload;
  window.onload = async () => {
    if (!document.createElement("canvas").getContext("webgl2")) {
      end("This browser cannot draw the screen: it has no WebGL 2, or it is switched off.");
      return;
    }
    await Promise.all(["16px", "bold 16px"].map((size) => document.fonts.load(`${size} "Roboto Mono"`)));
    begin();
  };
})();
