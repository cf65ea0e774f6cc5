// Completions under the search box. Without this script the box is a plain input.
"use strict";
document.querySelectorAll("input[data-suggest]").forEach((input, index) => {
  const list = document.createElement("ul");
  list.className = "suggest";
  list.id = "goi-y-" + index;
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Gợi ý");
  input.form.append(list);
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-controls", list.id);
  input.setAttribute("aria-expanded", "false");
  let chosen = -1, timer = 0, asked = "";

  const close = () => { list.hidden = true; chosen = -1; input.setAttribute("aria-expanded", "false"); input.removeAttribute("aria-activedescendant"); };
  const choose = (position) => {
    const options = list.children;
    if (chosen >= 0) options[chosen].setAttribute("aria-selected", "false");
    chosen = (position + options.length) % options.length;
    options[chosen].setAttribute("aria-selected", "true");
    input.setAttribute("aria-activedescendant", options[chosen].id);
  };
  const take = (option) => { input.value = option.dataset.text; close(); input.form.requestSubmit(); };
  const show = (items) => {
    list.replaceChildren(...items.map((item, position) => {
      const option = document.createElement("li");
      option.id = list.id + "-" + position;
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      option.dataset.text = option.textContent = item.text;
      option.addEventListener("mousedown", (event) => { event.preventDefault(); take(option); });
      return option;
    }));
    chosen = -1;
    list.hidden = items.length === 0;
    input.setAttribute("aria-expanded", String(!list.hidden));
  };
  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(async () => {
      asked = input.value.trim();
      if (asked.length < 2) return close();
      const wanted = asked;
      try {
        const response = await fetch(input.dataset.suggest + "?q=" + encodeURIComponent(wanted));
        if (response.ok && wanted === asked) show((await response.json()).items);
      } catch { close(); }
    }, 120);
  });
  input.addEventListener("keydown", (event) => {
    if (list.hidden) return;
    if (event.key === "Escape") { event.preventDefault(); close(); }
    if (event.key === "ArrowDown") { event.preventDefault(); choose(chosen + 1); }
    if (event.key === "ArrowUp") { event.preventDefault(); choose(chosen < 0 ? -1 : chosen - 1); }
    if (event.key === "Enter" && chosen >= 0) { event.preventDefault(); take(list.children[chosen]); }
  });
  input.addEventListener("blur", close);
});
