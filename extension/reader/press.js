// @ts-check

/**
 * Calls `act` when a person presses `element`, by pointer or by key.
 *
 * @param {HTMLElement} element
 * @param {(event: Event) => void} act
 */
export function onPress(element, act) {
  element.addEventListener("click", (event) => {
    if (event.isTrusted) act(event);
  });
  if (element.localName === "button") return; // a button makes a click of the key by itself
  element.addEventListener("keydown", (event) => {
    if (!event.isTrusted || event.key !== "Enter" || event.repeat) return;
    event.preventDefault();
    act(event);
  });
}
