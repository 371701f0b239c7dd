"use strict";
(() => {
  const units = { k: 1e3, M: 1e6, bn: 1e9 };
  const decimal = document.body.dataset.decimal;
  // A cell as a number, or NaN: minus signs, marks between groups and units go.
  const number = (text) => {
    const found = /^([^\d]*)(\d(?:[\d.,'\u2019\s]*\d)?)(k|M|bn)?/.exec(text);
    if (!found) return NaN;
    const [whole, ...rest] = found[2].split(decimal);
    const size = Number(whole.replace(/\D/g, "") + "." + rest.join("").replace(/\D/g, "")) * (units[found[3]] || 1);
    return /[-\u2212]/.test(found[1]) ? -size : size;
  };
  const compare = (a, b, isFigure) => {
    if (!isFigure) return a.localeCompare(b, undefined, { numeric: true });
    const x = number(a), y = number(b);
    if (isNaN(x)) return isNaN(y) ? 0 : 1;
    return isNaN(y) ? -1 : x - y;
  };
  const sort = (head, body) => {
    const direction = head.getAttribute("aria-sort") === "ascending" ? -1 : 1;
    const text = (row) => row.cells[head.cellIndex] ? row.cells[head.cellIndex].textContent.trim() : "";
    const isFigure = head.classList.contains("figure");
    const rows = Array.from(body.rows, (row) => ({ row, text: text(row) }));
    rows.sort((a, b) => direction * compare(a.text, b.text, isFigure));
    for (const each of head.parentNode.cells) each.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", direction === 1 ? "ascending" : "descending");
    body.append(...rows.map((each) => each.row));
  };
  for (const table of document.querySelectorAll("table")) {
    const body = table.tBodies[0];
    if (!table.tHead || !body || 3 > body.rows.length) continue;
    if (body.querySelector(".total")) continue;
    for (const head of table.tHead.querySelectorAll("th")) {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => sort(head, body));
    }
    if (25 > body.rows.length) continue;
    const label = document.createElement("label");
    const field = document.createElement("input");
    label.className = "filter";
    field.type = "search";
    label.append(document.body.dataset.filter, field);
    field.addEventListener("input", () => {
      const wanted = field.value.toLowerCase();
      for (const row of body.rows) row.hidden = !row.textContent.toLowerCase().includes(wanted);
    });
    table.parentNode.before(label);
  }
})();
