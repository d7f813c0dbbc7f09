// Draws new clicks onto the heatmap while the page is open. The page works without it.
// Speaks SignalR's JSON protocol over a WebSocket: records that end with a separator, the first one a handshake.

const SEPARATOR = "\u001e";
const INVOCATION = 1;
const PING = 6;
const CLOSE = 7;
const PING_EVERY = 15_000;
const LONGEST_PAUSE = 30_000;
const MOST_DOTS = 60;

const root = document.querySelector("[data-live-clicks]");
if (root) {
  listen(root, 1_000);
}

function listen(root, pause) {
  const address = new URL(root.dataset.liveClicks, location.href);
  address.protocol = location.protocol === "https:" ? "wss:" : "ws:";
  const socket = new WebSocket(address);
  const send = (message) => socket.send(JSON.stringify(message) + SEPARATOR);
  const note = root.querySelector(".live-note");
  let pings = 0;
  let rest = "";
  let ended = false;
  let connected = false;

  socket.addEventListener("open", () => {
    send({ protocol: "json", version: 1 });
    pings = setInterval(() => send({ type: PING }), PING_EVERY);
  });

  socket.addEventListener("message", (event) => {
    const records = (rest + event.data).split(SEPARATOR);
    rest = records.pop();
    for (const record of records) {
      const message = JSON.parse(record);
      if (message.type === undefined && !message.error) {
        connected = true;
        note.hidden = false;
      } else if (message.type === INVOCATION && message.target === "Click") {
        draw(root, message.arguments[0]);
      } else if (message.type === INVOCATION && message.target === "TwoFactorRequired") {
        ended = true;
        prove(message.arguments[0]).then(
          () => listen(root, 1_000),
          () => explain(root, message.arguments[0]),
        );
      } else if (message.type === CLOSE && !message.allowReconnect) {
        ended = true;
      }
    }
  });

  socket.addEventListener("close", () => {
    clearInterval(pings);
    note.hidden = true;
    // A connection that was never made was refused; asking again would only be refused again.
    if (connected && !ended) {
      setTimeout(() => listen(root, Math.min(pause * 2, LONGEST_PAUSE)), pause);
    }
  });
}

function draw(root, click) {
  const layer = root.querySelector(".live-layer");
  if (!layer || click.heatmapId !== root.dataset.heatmap) {
    return;
  }
  const dot = document.createElementNS("http://www.w3.org/2000/svg", "circle");
  dot.setAttribute("class", "live-click");
  dot.setAttribute("cx", click.x);
  dot.setAttribute("cy", click.y);
  dot.setAttribute("r", "16");
  layer.append(dot);
  while (layer.childElementCount > MOST_DOTS) {
    layer.firstElementChild.remove();
  }
}

// The dialog of the package, over this page. The script that brings it is already loaded; its address says which version.
async function prove(reason) {
  const { twoFactorRequired } = await import(document.querySelector("script[data-profile-two-factor]").src);
  await twoFactorRequired(reason);
}

function explain(root, reason) {
  if (reason?.code === "not-a-member" || reason?.code === "not-found") {
    // No code would help, so none is asked for.
    root.querySelector(".live-left").hidden = false;
    return;
  }
  const banner = root.querySelector(".live-ended");
  const here = location.pathname + location.search;
  const link = banner.querySelector("a");
  // Only a path of this site; whatever else came is answered by asking for this page again.
  const action = typeof reason?.actionUrl === "string" ? new URL(reason.actionUrl, location.href) : null;
  if (action && action.origin === location.origin) {
    action.searchParams.set("returnUrl", here);
    link.href = action.pathname + action.search;
  } else {
    link.href = here;
  }
  banner.hidden = false;
}
