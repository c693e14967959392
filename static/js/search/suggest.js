/* Suggestions under a search box: a combobox whose list is only offered. Enter sends the form as ever, unless an arrow key
   has chosen something in the list. What is asked and answered: `search/views/suggest.py`. */

const PAUSE = 150; // milliseconds after the last letter
let made = 0;

class TrellisSuggest extends HTMLElement {
  #input = null;
  #list = null;
  #status = null;
  #asking = null;
  #timer = 0;
  #chosen = -1;

  connectedCallback() {
    if (this.#list) return;
    this.#input = this.querySelector("input");
    this.#list = document.createElement("ul");
    Object.assign(this.#list, { id: `suggestions-${++made}`, className: "suggestions", role: "listbox", hidden: true });
    this.#list.setAttribute("aria-label", this.dataset.label);
    this.#status = document.createElement("span");
    Object.assign(this.#status, { className: "unseen", role: "status" });
    this.append(this.#list, this.#status);
    const says = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": this.#list.id };
    for (const [name, value] of Object.entries(says)) this.#input.setAttribute(name, value);
    this.#input.addEventListener("input", () => this.#later());
    this.#input.addEventListener("keydown", (event) => this.#press(event));
    this.#input.addEventListener("blur", () => this.#close());
    this.#list.addEventListener("mousedown", (event) => event.preventDefault()); // the focus stays in the field
    this.#list.addEventListener("click", (event) => this.#go(event.target.closest("li")));
  }

  disconnectedCallback() {
    this.#forget();
  }

  #forget() {
    clearTimeout(this.#timer);
    this.#asking?.abort();
  }

  #later() {
    this.#forget();
    if (this.#input.value.trim().length < 2) this.#close();
    else this.#timer = setTimeout(() => this.#ask(), PAUSE);
  }

  async #ask() {
    const asking = (this.#asking = new AbortController());
    try {
      const address = `${this.dataset.address}?q=${encodeURIComponent(this.#input.value.trim())}`;
      const answer = await fetch(address, { signal: asking.signal });
      const found = answer.ok ? await answer.json() : null;
      if (asking.signal.aborted || document.activeElement !== this.#input) return;
      if (found?.[1].length) this.#show(found);
      else this.#close();
    } catch {
      if (!asking.signal.aborted) this.#close(); // the form works as it is
    }
  }

  #show([, texts, kinds, addresses, { languages, said }]) {
    this.#list.replaceChildren(...texts.map((text, place) => this.#option(text, kinds[place], addresses[place], languages[place])));
    this.#list.hidden = false;
    this.#input.setAttribute("aria-expanded", "true");
    this.#choose(-1);
    this.#status.textContent = said;
  }

  #option(text, kind, address, language) {
    const option = document.createElement("li");
    const [name, about] = [document.createElement("span"), document.createElement("small")];
    Object.assign(option, { id: `${this.#list.id}-${address}`.replace(/\s/g, "%20"), role: "option" });
    option.dataset.address = address;
    Object.assign(name, { textContent: text, lang: language });
    about.textContent = kind;
    option.append(name, " ", about);
    return option;
  }

  #close() {
    this.#forget();
    this.#list.hidden = true;
    this.#list.replaceChildren();
    this.#input.setAttribute("aria-expanded", "false");
    this.#choose(-1);
    this.#status.textContent = "";
  }

  /** Mark the option at `place`; -1 is the field itself. */
  #choose(place) {
    const options = [...this.#list.children];
    this.#chosen = place;
    for (const [at, option] of options.entries()) option.setAttribute("aria-selected", String(at === place));
    if (place < 0) return this.#input.removeAttribute("aria-activedescendant");
    this.#input.setAttribute("aria-activedescendant", options[place].id);
    options[place].scrollIntoView({ block: "nearest" });
  }

  #press(event) {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    const count = this.#list.children.length;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Enter") {
      this.#forget();
      if (this.#chosen < 0) return;
      event.preventDefault();
      this.#go(this.#list.children[this.#chosen]);
    } else if (event.key === "Escape" && count) {
      event.preventDefault(); // the first closes the list, the second empties the field as browsers do
      this.#close();
    } else if (step && count) {
      event.preventDefault();
      this.#choose(((this.#chosen + 1 + step + count + 1) % (count + 1)) - 1);
    } else if (step === 1) this.#later();
  }

  #go(option) {
    if (option) location.assign(option.dataset.address);
  }
}

customElements.define("trellis-suggest", TrellisSuggest);
