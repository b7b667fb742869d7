// Clocks, live updates and keys.  Every page works without this file; it only adds.
"use strict";
(() => {
  const body = document.body;
  const data = body.dataset;
  const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];

  // Clocks: the server says when something is due and what time it is; the browser counts.
  let offset = Number(data.now) - Date.now();
  const two = (number) => String(number).padStart(2, "0");
  const unit = (name, count) => data["unit" + name].replace("{count}", count);
  const span = (ms) => {
    const s = Math.floor(Math.abs(ms) / 1000), d = Math.floor(s / 86400), h = Math.floor(s / 3600) % 24;
    const m = Math.floor(s / 60) % 60, rest = two(s % 60);
    const figures = d || h ? `${h}:${two(m)}:${rest}` : `${m}:${rest}`;
    return d ? `${unit("D", d)} ${figures}` : figures;
  };
  const about = (ms) => {
    const s = Math.floor(Math.max(ms, 0) / 1000), m = Math.floor(s / 60), h = Math.floor(m / 60), d = Math.floor(h / 24);
    if (s < 60) return unit("S", s);
    if (m < 60) return unit("Min", m);
    if (h < 24) return unit("H", h) + (m % 60 ? " " + unit("Min", m % 60) : "");
    return unit("D", d) + (h % 24 ? " " + unit("H", h % 24) : "");
  };
  const put = (element, text) => { if (element && element.textContent !== text) element.textContent = text; };
  const tick = () => {
    if (document.hidden) return;
    const now = Date.now() + offset;
    for (const element of $$("[data-due]")) {
      const rest = Number(element.dataset.due) - now, over = rest <= 0;
      put(element.firstElementChild, (over ? "+" : "") + span(rest));
      put(element.lastElementChild, over ? data.over : data.left);
      if (over) element.classList.add("over");
    }
    for (const element of $$("[data-since]")) put(element, about(now - Number(element.dataset.since)));
  };
  setInterval(tick, 1000);
  document.addEventListener("visibilitychange", tick);

  // The tab's title counts the open tickets by level.
  const title = document.title.replace(/^\([^)]*\) /, "");
  const showCounts = () => {
    const counts = document.getElementById("counts")?.dataset.title;
    document.title = counts ? `(${counts}) ${title}` : title;
  };

  // Forms inside shared fragments carry no token; each form gets this session's when it is sent.
  const csrf = document.querySelector('meta[name="csrf"]').content;
  document.addEventListener("submit", (event) => {
    const field = event.target.elements.namedItem("csrf");
    if (field && csrf) field.value = csrf;
  });

  // Live: one stream for all tabs of this browser.  The tab that holds the lock opens it and hands
  // every message on; a hidden tab gives the lock away, so that a stream exists only while somebody looks.
  const topics = (data.topics || "").split(" ").filter(Boolean);
  const sign = document.getElementById("link-state");
  const showState = (state) => { if (sign) { sign.dataset.state = state; sign.textContent = sign.dataset[state]; } };
  const live = () => {
    const name = "watchkeeper " + data.audience;
    const channel = new BroadcastChannel(name);
    let wanted = new Set(topics), element = null, connection = null, letGo = null, asking = null, opening = 0;
    let version = document.getElementById("live")?.dataset.version;

    const apply = async ({ topic, html }) => {
      if (!html || !topics.includes(topic)) return;
      await htmx.swap({ sourceElement: body, target: body, text: html, swap: "none" });
      const root = document.getElementById("live");
      if (root && topic !== "counts") offset = Number(root.dataset.now) - Date.now();
      if (root?.dataset.version !== version) { version = root.dataset.version; refreshForms(); }
      showCounts();
      tick();
    };
    const tell = (message) => { channel.postMessage(message); };
    const close = () => {
      connection?.reader?.cancel();
      connection?.abortController?.abort();
      element?.remove();
      element = connection = null;
    };
    const open = () => {
      close();
      element = document.createElement("div");
      element.hidden = true;
      element.setAttribute("hx-sse:connect", "/events?topics=" + encodeURIComponent([...wanted].slice(-40).join(" ")));
      element.setAttribute("hx-swap", "none");
      element.setAttribute("hx-config", "sse.reconnectMaxDelay:10000");
      body.append(element);
      htmx.process(element);
    };
    const openSoon = () => { clearTimeout(opening); opening = setTimeout(() => { if (letGo) open(); }, 60); };
    const lead = () => {
      if (letGo || asking) return;
      if (!navigator.locks) { letGo = () => {}; open(); return; }
      asking = new AbortController();
      navigator.locks.request(name, { signal: asking.signal }, () => new Promise((done) => {
        asking = null;
        letGo = done;
        tell({ kind: "who" });
        openSoon();
      })).catch(() => {});
    };
    const follow = () => {
      asking?.abort();
      asking = null;
      close();
      letGo?.();
      letGo = null;
    };
    channel.onmessage = ({ data: message }) => {
      if (message.kind === "message") apply(message);
      else if (message.kind === "state") showState(message.state);
      else if (message.kind === "who" && !document.hidden) tell({ kind: "hello", topics });
      else if (message.kind === "hello" && letGo) { message.topics.forEach((topic) => { wanted.delete(topic); wanted.add(topic); }); openSoon(); }
    };
    document.addEventListener("htmx:sse:after:connection", ({ detail }) => {
      connection = detail.connection;
      showState("live");
      tell({ kind: "state", state: "live" });
    });
    document.addEventListener("htmx:sse:error", ({ detail }) => {
      if (detail.status === 401) location.reload();
      showState("lost");
      tell({ kind: "state", state: "lost" });
    });
    document.addEventListener("htmx:sse:before:message", (event) => {
      event.preventDefault();
      const message = { kind: "message", topic: event.detail.message.event, html: event.detail.message.data };
      apply(message);
      tell(message);
    });
    const look = () => {
      if (document.hidden) { follow(); return; }
      lead();
      if (!letGo) tell({ kind: "hello", topics });
    };
    document.addEventListener("visibilitychange", look);
    addEventListener("pagehide", follow);
    look();
  };
  // After somebody else's step other forms may be offered; not while one is being filled in.
  const refreshForms = () => {
    const forms = document.getElementById("forms");
    const busy = forms && $$("textarea, input:not([type=hidden])", forms).some((field) => field.value !== field.defaultValue);
    if (forms && !busy) htmx.ajax("GET", location.pathname, { source: forms, target: "#forms", select: "#forms", swap: "outerMorph" });
  };
  if (topics.length && window.htmx) live();

  // Keys.
  const help = document.getElementById("help");
  const helpButton = document.querySelector("[data-help]");
  if (helpButton) { helpButton.hidden = false; helpButton.addEventListener("click", () => help.showModal()); }
  const move = (by) => {
    const rows = $$("[data-row]");
    if (!rows.length) return;
    const at = rows.indexOf(document.activeElement.closest("[data-row]"));
    rows[Math.min(Math.max(at + by, 0), rows.length - 1)].focus();
  };
  let before = "";
  const places = { n: "/", h: "/hosts", r: "/reports" };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select") || help?.open) return;
    const row = document.activeElement.closest("[data-row]");
    const first = before;
    before = event.key;
    if (first === "g" && places[event.key]) location.href = places[event.key];
    else if (event.key === "j") move(1);
    else if (event.key === "k") move(-1);
    else if (event.key === "Enter" && row === document.activeElement) row.querySelector("a")?.click();
    else if (event.key === "a") (row || document).querySelector("[data-acknowledge]")?.click();
    else if (event.key === "/") {
      event.preventDefault();
      const search = document.querySelector("[data-search]");
      if (search) search.focus(); else location.href = "/tickets";
    } else if (event.key === "?" && help) help.showModal();
  });
  tick();
})();
