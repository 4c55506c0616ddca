// The table of statements: searched, sorted and filtered. What is chosen stands in the page's address, so that a number
// in a report can lead to the statements it counts. Without this script the whole table is there to read.
(() => {
  const form = document.getElementById("filters");
  const element = document.getElementById("statements");
  const data = [...element.tBodies[0].rows].map(({ dataset }) => ({
    ...dataset,
    document: dataset.statement.replace(/:[^:]*$/, ""),
  }));
  const counted = data.filter((row) => !row.repeats).length;
  const extra = new Map(); // choices of the address that no control shows
  const controls = [...form.querySelectorAll("select[data-key]")];
  const field = (name) => form.elements.namedItem(name);
  const decoded = (value) => {
    try {
      return decodeURIComponent(value);
    } catch {
      return value;
    }
  };

  const agrees = (row, key, values) => {
    const own = row[key] ?? "";
    return values.some((value) => {
      if (value === "*") return own !== "";
      if (value === "-") return own === "";
      if (key === "month") return (row.published ?? "").startsWith(value);
      if (key === "theme") return own.split(" ").includes(value);
      return own.toLowerCase() === value.toLowerCase();
    });
  };
  const chosen = () => {
    const all = new Map(extra);
    for (const control of controls) if (control.value) all.set(control.dataset.key, [control.value]);
    return all;
  };
  const fits = (row) => {
    if (row.repeats && !field("repeats").checked) return false;
    if (+row.confidence < +field("confidence").value) return false;
    const [since, until] = [field("since").value, field("until").value];
    const day = row.published ?? "";
    if (since && (!day || day < since.slice(0, day.length))) return false;
    if (until && (!day || day > until.slice(0, day.length))) return false;
    return [...chosen()].every(([key, values]) => agrees(row, key, values));
  };

  const table = new DataTable(element, {
    autoWidth: false,
    layout: { topStart: null, topEnd: null, bottomStart: "info", bottomEnd: "paging" },
    lengthMenu: [25, 100, { label: "all", value: -1 }],
    order: [],
    pageLength: 25,
    language: { info: "_START_ to _END_ of _TOTAL_", infoEmpty: "none", infoFiltered: "", zeroRecords: "No statement fits." },
  });
  table.search.fixed("chosen", (text, row, index) => fits(data[index]));

  const words = (key, values) => {
    const names = { "*": "any", "-": "none" };
    const said = values.length > 3 ? `${values.length} chosen` : values.map((value) => names[value] ?? value).join(" or ");
    return `${key.replaceAll("_", " ")}: ${said}`;
  };
  const tell = () => {
    const n = table.rows({ search: "applied" }).count();
    const of = field("repeats").checked ? data.length : counted;
    document.getElementById("told").textContent = `${n} of ${of} statement${of === 1 ? "" : "s"}`;
    const chips = [...extra].map(([key, values]) => {
      const chip = document.createElement("button");
      chip.type = "button";
      chip.className = "chip";
      chip.textContent = `${words(key, values)} ×`;
      chip.setAttribute("aria-label", `Without ${words(key, values)}`);
      chip.addEventListener("click", () => (extra.delete(key), draw()));
      return chip;
    });
    document.getElementById("chosen").replaceChildren(...chips);
  };
  const address = () => {
    const pairs = [...chosen()].map(([key, values]) => `${key}=${values.map(encodeURIComponent).join(",")}`);
    for (const name of ["q", "since", "until", "confidence"]) {
      if (field(name).value) pairs.push(`${name}=${encodeURIComponent(field(name).value)}`);
    }
    if (field("repeats").checked) pairs.push("repeats=yes");
    return `#${pairs.join("&")}`;
  };
  const draw = () => {
    table.search(field("q").value);
    const [column, way] = field("sort").value.split(" ");
    if (column) table.order([[+column, way]]);
    table.page.len(+field("rows").value).draw();
    tell();
    history.replaceState(null, "", address());
  };
  const read = () => {
    form.reset();
    extra.clear();
    for (const pair of location.hash.slice(1).split("&").filter(Boolean)) {
      const [key, list = ""] = pair.split("=");
      const values = list.split(",").map(decoded);
      const control = controls.find((one) => one.dataset.key === key);
      const option = control && values.length === 1 && [...control.options].some((one) => one.value === values[0]);
      if (option) control.value = values[0];
      else if (["q", "since", "until", "confidence"].includes(key)) field(key).value = values.join(",");
      else if (key === "repeats") field("repeats").checked = true;
      else extra.set(key, values);
    }
    draw();
  };

  form.hidden = false;
  form.addEventListener("input", (event) => event.target.name !== "sort" && draw());
  form.addEventListener("change", draw);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => (extra.clear(), setTimeout(draw)));
  element.tHead.addEventListener("click", () => (field("sort").value = ""));
  addEventListener("hashchange", read);
  addEventListener("beforeprint", () => table.page.len(-1).draw());
  addEventListener("afterprint", draw);
  read();
})();
