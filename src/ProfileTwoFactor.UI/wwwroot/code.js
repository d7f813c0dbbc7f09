// Fields for codes, in the dialog and on the pages.

/** What is judged and sent, of what people type and paste. The same as PlainCode.cs, which says why. */
export const plainCode = (value) => value.normalize("NFKC").replace(/[^\p{L}\p{N}]|\p{DI}|ー/gu, "").replace(/\p{Nd}/gu, (it) => digit(it));

// The digits of a script stand one after the other, from 0 to 9, and scripts that touch have ten each.
const digit = (it, before = 0) => (/\p{Nd}/u.test(String.fromCodePoint(it.codePointAt() - before - 1)) ? digit(it, before + 1) : before % 10);

/** Sends at the sixth digit. While a code is being sent, further submissions are ignored. */
export function submitWhenComplete(input, submit) {
  const look = () => /^\d{6}$/.test(plainCode(input.value)) && submit();
  input.addEventListener("input", (event) => event.isComposing || look());
  input.addEventListener("compositionend", look);
}

/** Keeps forms from being sent, and counts down by the clock, since a sleeping computer's timers stand still. Returns what stops it. */
export function countDown(forms, seconds, show, over) {
  const end = Date.now() + seconds * 1000;
  const lock = (locked) => {
    for (const form of forms) {
      form.toggleAttribute("data-locked", locked);
      form.querySelector("[type=submit]").setAttribute("aria-disabled", locked);
    }
  };
  const stop = () => {
    clearInterval(timer);
    lock(false);
  };
  const tick = () => {
    const left = Math.ceil((end - Date.now()) / 1000);
    if (left > 0) {
      show(`${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`);
    } else {
      stop();
      over();
    }
  };
  const timer = setInterval(tick, 250);
  lock(true);
  tick();
  return stop;
}

/** Copies, and says on the button that it did. */
export function copyButton(button, read, copied) {
  const label = button.textContent;
  let reset;
  button.onclick = async () => {
    try {
      await navigator.clipboard.writeText(read());
    } catch {
      return;
    }
    button.textContent = copied;
    clearTimeout(reset);
    reset = setTimeout(() => (button.textContent = label), 4000);
  };
  // Browsers have no clipboard for pages that came over plain http from another machine.
  button.hidden = !navigator.clipboard;
}
