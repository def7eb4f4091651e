// @ts-check
// As Saring's does: notes the click, runs the script, again where the permission is late, and keeps when that had painted.

chrome.action.onClicked.addListener(async ({ id }) => {
  if (id === undefined) return;
  chrome.storage.session.set({ click: Date.now() });
  for (const pause of [10, 50, 150, null]) {
    try {
      return await chrome.scripting.executeScript({ target: { tabId: id }, files: ["content.js"] });
    } catch (error) {
      if (pause === null) throw error;
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }
});

chrome.runtime.onMessage.addListener(({ at }) => {
  chrome.storage.session
    .get("click")
    .then(({ click }) => chrome.storage.session.set({ timing: { steps: { click: at - Number(click) } } }));
});
