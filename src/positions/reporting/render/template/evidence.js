// The codes of a statement beside its words: on hover, on focus, on tap. Without this script they stand below the text.
(() => {
  const text = document.querySelector(".text");
  const panel = document.getElementById("panel");
  for (const button of document.querySelectorAll(".copy")) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      const cited = button.previousElementSibling;
      try {
        await navigator.clipboard.writeText(cited.textContent);
        button.textContent = "Copied";
      } catch {
        getSelection().selectAllChildren(cited);
      }
    });
  }
  const refs = [...text.querySelectorAll(".ref")];
  const note = (ref) => document.getElementById(ref.hash.slice(1));
  let pinned = false;
  let leaving = 0;

  const hide = () => {
    pinned = false;
    panel.hidden = true;
    for (const mark of text.querySelectorAll(".on")) mark.classList.remove("on");
  };
  const show = (numbers, at) => {
    clearTimeout(leaving);
    hide();
    const chosen = refs.filter((ref) => numbers.includes(ref.dataset.n));
    panel.replaceChildren(...chosen.map((ref) => {
      const copy = note(ref).cloneNode(true);
      copy.removeAttribute("id");
      copy.querySelector(".cite").remove();
      return copy;
    }));
    for (const mark of text.querySelectorAll("mark")) {
      mark.classList.toggle("on", mark.dataset.s.split(" ").some((number) => numbers.includes(number)));
    }
    panel.hidden = false;
    panel.style.top = `${at.getBoundingClientRect().top - panel.parentElement.getBoundingClientRect().top}px`;
  };
  const leave = () => {
    clearTimeout(leaving);
    leaving = setTimeout(() => pinned || hide(), 300);
  };
  const spot = (event) => event.target.closest?.("mark, .ref");
  const numbers = (at) => (at.dataset.s ?? at.dataset.n).split(" ");

  text.addEventListener("pointerover", (event) => {
    const at = spot(event);
    if (at && !pinned && event.pointerType === "mouse") show(numbers(at), at);
  });
  text.addEventListener("pointerout", leave);
  panel.addEventListener("pointerenter", () => clearTimeout(leaving));
  panel.addEventListener("pointerleave", leave);
  text.addEventListener("focusin", (event) => spot(event) && show(numbers(spot(event)), spot(event)));
  text.addEventListener("focusout", leave);
  text.addEventListener("click", (event) => {
    const at = spot(event);
    if (!at) return hide();
    if (event.detail) event.preventDefault(); // a key on a number follows its link to the notes
    show(numbers(at), at);
    pinned = true;
  });
  document.addEventListener("keydown", (event) => event.key === "Escape" && hide());
  document.addEventListener("click", (event) => {
    if (!text.contains(event.target) && !panel.contains(event.target)) hide();
  });
})();
