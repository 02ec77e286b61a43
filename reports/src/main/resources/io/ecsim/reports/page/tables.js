// Sorts and filters the tables. Without this script they are plain tables.
(() => {
  'use strict';

  const FEWEST_ROWS_TO_FILTER = 9;
  const ORDERS = ['none', 'ascending', 'descending'];
  const words = new Intl.Collator('en', {numeric: true, sensitivity: 'base'});

  const element = (name, attributes, ...content) => {
    const created = document.createElement(name);
    Object.entries(attributes).forEach(([key, value]) => created.setAttribute(key, value));
    created.append(...content);
    return created;
  };

  // A cell sorts by its value, not by its rounded text; a bound such as "> 600" comes after 600.
  const key = cell => ({
    known: !cell.classList.contains('unknown'),
    value: Number(cell.dataset.value),
    beyond: Number(cell.dataset.beyond || 0),
    text: cell.textContent
  });

  const compare = (a, b, numeric) => numeric
    ? a.value - b.value || a.beyond - b.beyond
    : words.compare(a.text, b.text);

  function sort(table, original, column, order) {
    const numeric = table.tHead.rows[0].cells[column].classList.contains('number');
    const sign = order === 'descending' ? -1 : 1;
    const rows = original.map(row => ({row, key: key(row.cells[column])}));
    if (order !== 'none') {
      // What is not known stays at the end in both directions. The sort is stable: ties keep their first order.
      rows.sort((a, b) => a.key.known !== b.key.known
        ? (a.key.known ? -1 : 1)
        : a.key.known ? sign * compare(a.key, b.key, numeric) : 0);
    }
    table.tBodies[0].append(...rows.map(entry => entry.row));
  }

  function sortable(table) {
    const original = [...table.tBodies[0].rows];
    const headings = [...table.tHead.rows[0].cells];
    headings.forEach((heading, column) => {
      const button = element('button', {type: 'button', class: 'sort'}, ...heading.childNodes);
      heading.append(button);
      heading.setAttribute('aria-sort', 'none');
      button.addEventListener('click', () => {
        const order = ORDERS[(ORDERS.indexOf(heading.getAttribute('aria-sort')) + 1) % ORDERS.length];
        headings.forEach(other => other.setAttribute('aria-sort', 'none'));
        heading.setAttribute('aria-sort', order);
        sort(table, original, column, order);
      });
    });
  }

  function filterable(table) {
    const rows = [...table.tBodies[0].rows];
    const texts = rows.map(row => [...row.cells].map(cell => cell.textContent).join(' ').toLowerCase());
    const input = element('input', {type: 'search', autocomplete: 'off', spellcheck: 'false'});
    const count = element('output', {}, rows.length + ' rows');
    const box = element('div', {class: 'filter'}, element('label', {}, 'Filter rows ', input), count);
    input.setAttribute('aria-controls', table.id);
    table.parentElement.before(box);
    const filter = () => {
      const wanted = input.value.toLowerCase().split(/\s+/).filter(word => word);
      let shown = 0;
      rows.forEach((row, index) => {
        row.hidden = !wanted.every(word => texts[index].includes(word));
        shown += row.hidden ? 0 : 1;
      });
      count.textContent = wanted.length ? shown + ' of ' + rows.length + ' rows' : rows.length + ' rows';
    };
    input.addEventListener('input', filter);
    // A browser may keep the words of a page that is loaded again.
    filter();
  }

  document.querySelectorAll('.table > table').forEach(table => {
    const rows = table.tBodies[0].rows.length;
    if (rows > 1) {
      sortable(table);
    }
    if (rows >= FEWEST_ROWS_TO_FILTER) {
      filterable(table);
    }
  });
})();
