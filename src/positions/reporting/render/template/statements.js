// The table of statements: searched, sorted and filtered. What is chosen stands in the page's address, so that a number
// in a report can lead to the statements it counts. The rows are made of the data in the page, those that are seen only;
// whatever comes from a document is written as text and never handed to the library, which would read it as HTML.
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const { fields, cells, cues, notes, places, spans, words, stems, controls } = data;
  const form = document.getElementById("filters");
  const element = document.getElementById("statements");
  const controlled = [...form.querySelectorAll("select[data-key]")];
  const field = (name) => form.elements.namedItem(name);
  const rows = [...words.keys()];
  const of = ({ values, codes }, row) => values[codes[row]];
  const said = (piece) => (typeof piece === "string" ? piece : piece.map((part) => (Array.isArray(part) ? part[1] : part)).join(""));
  const number = (n) => n.toLocaleString("en");
  const isRepeated = (row) => of(fields.repeats, row) !== "";
  const counted = rows.filter((row) => !isRepeated(row)).length;
  const decoded = (value) => {
    try {
      return decodeURIComponent(value);
    } catch {
      return value;
    }
  };

  // A row, in the form it has in the page where no script runs
  const made = (name, properties = {}, ...inner) => {
    const one = Object.assign(document.createElement(name), properties);
    one.append(...inner);
    return one;
  };
  const control = new RegExp(`([${Object.keys(controls).join("")}])`);
  // A text with each control of direction in a box of its own, as `show_bidi_controls` puts it.
  const texts = (text) => {
    if (!control.test(text)) return [text];
    const boxed = (one) => {
      const box = made("bdi", { className: "control" }, one);
      box.dataset.name = controls[one];
      return box;
    };
    return text.split(control).map((one, n) => (n % 2 ? boxed(one) : one));
  };
  const quotation = (row) => {
    const pieces = [words[row]].flat().map((one) =>
      typeof one === "string" ? texts(one) : [made("mark", { className: one[0] }, ...texts(one[1]))]
    );
    const isDirect = of(fields.quote_type, row) === "direct";
    const exact = made(isDirect ? "span" : "em", {}, ...pieces.flat());
    if (!isDirect) exact.className = "reported";
    exact.dataset.at = `${stem(row)}:${spans[row] ?? places[row]}`;
    return isDirect ? ["“", exact, "”"] : [exact];
  };
  const stem = (row) => stems[fields.document.codes[row]] ?? of(fields.document, row);
  const fill = (tr, [row], index, [head, ...rest]) => {
    const [cue, note] = [of(cues, row), of(notes, row)];
    const link = { href: `evidence/${stem(row)}.html#s-${places[row]}` };
    head.scope = "row";
    if (cue) head.append(made("span", { className: "cue" }, "[", ...texts(cue), "]"), " ");
    head.append(...quotation(row), "\n");
    const place = made("a", link, `characters ${places[row].replace("-", "–")}`);
    head.append(made("span", { className: "meta" }, place, ...(note ? [" · ", note] : [])));
    rest.forEach((cell, n) => cell.append(...texts(of(cells[n], row))));
  };

  // What a column is sorted by: the rank of each value, for the library compares numbers faster than words.
  const collator = new Intl.Collator("en", { numeric: true });
  const ranked = (values) => {
    const ranks = [];
    [...values.keys()].sort((a, b) => collator.compare(values[a], values[b])).forEach((code, rank) => (ranks[code] = rank));
    return ranks;
  };
  const once = (make) => {
    let kept;
    return () => (kept ??= make());
  };
  const key = ({ by, number, ...cell }) => {
    const { values, codes } = fields[by] ?? cell;
    const ranks = once(() => (number ? values.map(Number) : ranked(values)));
    return (row) => ranks()[codes[row]];
  };
  const keys = [key({ values: words.map(said), codes: rows }), ...cells.map(key)];

  // The search: words in any order, "words as they stand", !without this one; in all columns but those of numbers.
  const plain = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/[‘’]/g, "'").toLowerCase();
  const contents = once(() => words.map((one) => plain(said(one))));
  const searched = [cues, notes, ...cells.filter((cell) => !cell.number)].map(({ values, codes }) => ({
    texts: once(() => values.map(plain)),
    codes,
  }));
  const having = (term) => {
    const [, not, text] = /^(!?)(.*)$/s.exec(term.replaceAll('"', ""));
    const found = searched.map((column) => column.texts().map((one) => one.includes(text)));
    const within = contents();
    return (row) => (searched.some(({ codes }, n) => found[n][codes[row]]) || within[row].includes(text)) === !not;
  };
  const search = () => {
    const terms = plain(field("q").value).match(/!?"[^"]*"?|\S+/g) ?? [];
    return terms.filter((term) => /[^!"]/.test(term)).map(having);
  };

  // The filters: each is decided once for every value of a column, then looked up for every row.
  const extra = new Map(); // choices of the address that no control shows
  const chosen = () => {
    const all = new Map(extra);
    for (const one of controlled) if (one.value) all.set(one.dataset.key, [one.value]);
    return all;
  };
  const decided = (name, decide) => {
    const { values, codes } = fields[name] ?? { values: [] }; // a table without rows has no fields
    const fits = values.map(decide);
    return (row) => fits[codes[row]];
  };
  const agrees = ([name, values]) => {
    if (name === "statement") {
      const wanted = new Set(values.map((value) => value.toLowerCase()));
      return (row) => wanted.has(`${of(fields.document, row)}:${places[row]}`.toLowerCase());
    }
    const own = name === "month" ? "published" : name;
    if (!Object.hasOwn(fields, own)) return () => values.includes("-");
    return decided(own, (text) =>
      values.some((value) => {
        if (value === "*") return text !== "";
        if (value === "-") return text === "";
        if (name === "month") return text.startsWith(value);
        if (name === "theme") return text.split(" ").includes(value);
        return text.toLowerCase() === value.toLowerCase();
      })
    );
  };
  const range = () => {
    const [since, until, least] = ["since", "until", "confidence"].map((name) => field(name).value);
    const found = [];
    if (since) found.push(decided("published", (day) => day && day >= since.slice(0, day.length)));
    if (until) found.push(decided("published", (day) => day && day <= until.slice(0, day.length)));
    if (least) found.push(decided("confidence", (sure) => +sure >= +least));
    return found;
  };

  element.tBodies[0].replaceChildren();
  document.getElementById("first")?.remove();
  const shown = new Uint8Array(rows.length);
  const table = new DataTable(element, {
    autoWidth: false,
    columns: keys.map((own, n) => ({
      cellType: n ? "td" : "th",
      data: ([row], type) => (type === "display" ? "" : own(row)),
      searchable: false,
      type: "num",
    })),
    createdRow: fill,
    data: rows.map((row) => [row]),
    layout: { topStart: null, topEnd: null, bottomStart: "info", bottomEnd: "paging" },
    lengthMenu: [25, 100, { label: "all", value: -1 }],
    order: [],
    pageLength: 25,
    language: {
      info: "_START_ to _END_ of _TOTAL_",
      infoEmpty: "none",
      infoFiltered: "",
      emptyTable: "No statement fits.",
      zeroRecords: "No statement fits.",
    },
  });
  table.search.fixed("chosen", (text, [row]) => shown[row] === 1);

  // What is said of what is shown
  const label = (control) => control.closest("label").firstChild.data.trim();
  const listed = (values) => {
    const named = (value) => (value === "*" ? "any" : value === "-" ? "none" : value);
    return values.length > 3 ? `${values.length} chosen` : values.map(named).join(" or ");
  };
  const active = () => {
    const found = [...extra].map(([name, values]) => [`${name.replaceAll("_", " ")}: ${listed(values)}`, () => extra.delete(name)]);
    for (const one of controlled) {
      if (one.value) found.push([`${label(one)}: ${one.selectedOptions[0].text}`, () => (one.value = "")]);
    }
    for (const one of ["since", "until", "confidence"].map(field)) {
      if (one.value) found.push([`${label(one)}: ${one.value}`, () => (one.value = "")]);
    }
    if (field("repeats").checked) found.push(["with repeats", () => (field("repeats").checked = false)]);
    return found;
  };
  const chip = ([name, undo]) => {
    const one = made("button", { type: "button", className: "chip" }, `${name} ×`);
    one.setAttribute("aria-label", `Without ${name}`);
    one.addEventListener("click", () => {
      undo();
      draw();
      (document.querySelector("#chosen button") ?? element.closest("[tabindex]")).focus({ preventScroll: true });
    });
    return one;
  };
  const kinds = () => {
    const n = new Map();
    for (const row of rows) if (shown[row]) n.set(of(fields.part, row), (n.get(of(fields.part, row)) ?? 0) + 1);
    const options = [...controlled.find((one) => one.dataset.key === "part").options].filter(({ value }) => n.has(value));
    return options.length > 1 ? options.map(({ value, text }) => `${text} ${number(n.get(value))}`) : [];
  };
  const tell = (n, repeated) => {
    const total = field("repeats").checked ? rows.length : counted;
    document.getElementById("told").textContent = `${number(n)} of ${number(total)} statement${total === 1 ? "" : "s"}`;
    const among = kinds().join(" · ");
    const more = made("button", { type: "button" }, `${number(repeated)} more that repeat${repeated === 1 ? "s" : ""} another`);
    more.addEventListener("click", () => {
      field("repeats").checked = true;
      draw();
      element.closest("[tabindex]").focus({ preventScroll: true });
    });
    document.getElementById("among").replaceChildren(among, ...(repeated ? [among ? " · " : "", more] : []));
    const chips = active().map(chip);
    document.getElementById("chosen").replaceChildren(...chips);
    document.getElementById("active").textContent = chips.length ? ` (${chips.length})` : "";
  };
  const address = () => {
    const pairs = [...chosen()].map(([name, values]) => `${name}=${values.map(encodeURIComponent).join(",")}`);
    for (const name of ["q", "since", "until", "confidence"]) {
      if (field(name).value) pairs.push(`${name}=${encodeURIComponent(field(name).value)}`);
    }
    if (field("repeats").checked) pairs.push("repeats=yes");
    return `#${pairs.join("&")}`;
  };
  const draw = () => {
    const rules = [...[...chosen()].map(agrees), ...range(), ...search()];
    const isWith = field("repeats").checked;
    let [n, repeated] = [0, 0];
    for (const row of rows) {
      const fits = rules.every((rule) => rule(row));
      const isOut = isRepeated(row) && !isWith;
      shown[row] = fits && !isOut ? 1 : 0;
      n += shown[row];
      repeated += fits && isOut ? 1 : 0;
    }
    table.page.len(+field("rows").value).draw();
    tell(n, repeated);
    history.replaceState(null, "", address());
  };
  const order = () => {
    const [column, way] = field("sort").value.split(" ");
    table.order(column ? [[+column, way]] : []);
  };
  const read = () => {
    form.reset();
    extra.clear();
    for (const pair of location.hash.slice(1).split("&").filter(Boolean)) {
      const [name, list = ""] = pair.split("=");
      const values = list.split(",").map(decoded);
      const own = controlled.find((one) => one.dataset.key === name);
      const option = own && values.length === 1 && [...own.options].some((one) => one.value === values[0]);
      if (option) own.value = values[0];
      else if (["q", "since", "until", "confidence"].includes(name)) field(name).value = values.join(",");
      else if (name === "repeats") field("repeats").checked = true;
      else extra.set(name, values);
    }
    order();
    draw();
  };

  form.hidden = false;
  form.addEventListener("input", ({ target }) => {
    if (target.name === "sort") order();
    draw();
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  // At the click, not at the form's reset, which reading an address causes too; the form is reset after it.
  form.querySelector("[type=reset]").addEventListener("click", () => setTimeout(() => (extra.clear(), order(), draw())));
  const fold = document.getElementById("fold");
  fold.addEventListener("click", () => fold.setAttribute("aria-expanded", fold.getAttribute("aria-expanded") !== "true"));
  element.tHead.addEventListener("click", () => (field("sort").value = ""));
  addEventListener("hashchange", read);
  addEventListener("beforeprint", () => table.page.len(-1).draw());
  addEventListener("afterprint", draw);
  read();
})();
