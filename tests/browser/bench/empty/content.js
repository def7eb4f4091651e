// @ts-check
(() => {
  const host = document.createElement("div");
  const root = host.attachShadow({ mode: "closed" });
  const dialog = document.createElement("dialog");
  root.append(dialog);
  document.documentElement.append(host);
  dialog.showModal();
  requestAnimationFrame(() => setTimeout(() => chrome.runtime.sendMessage({ at: Date.now() })));
})();
