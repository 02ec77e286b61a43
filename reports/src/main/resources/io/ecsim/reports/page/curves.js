// Draws lines with uPlot: hover, zoom, and series that can be switched off. Print shows the picture instead.
(() => {
  'use strict';

  const HEIGHT = 320;
  const MARKER_EVERY = 130;
  const MARKER_SHIFT = 31;
  const MARKER_RADIUS = 4.5;
  const MOST_IN_TIP = 12;
  const REACH = 6;
  const MARK_ROW = 16;
  const ROOM_FOR_A_NUMBER = 54;
  const FONT = '12px system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif';
  const SVG = 'http://www.w3.org/2000/svg';
  const {element} = ecsim;
  const plots = [];

  const color = name => getComputedStyle(document.documentElement).getPropertyValue('--' + name).trim();

  // Four digits, a comma between thousands from 10,000, an exponent where a number would be long.
  function text(value, digits) {
    const size = Math.abs(value);
    if (size !== 0 && (size < 1e-4 || size >= 1e7)) {
      return value.toExponential(digits - 1).replace(/\.?0+e/, 'e').replace('e+', 'e');
    }
    const [whole, part] = String(Number(value.toPrecision(digits))).split('.');
    const grouped = size >= 1e4 ? whole.replace(/\B(?=(\d{3})+$)/g, ',') : whole;
    return part ? grouped + '.' + part : grouped;
  }

  const withUnit = (value, axis) => text(value, 4) + (axis.unit ? ' ' + axis.unit : '');

  const MARKERS = {
    circle: r => `M${-r} 0A${r} ${r} 0 1 0 ${r} 0A${r} ${r} 0 1 0 ${-r} 0Z`,
    square: r => `M${-r} ${-r}H${r}V${r}H${-r}Z`,
    triangle_up: r => `M${-r} ${r}L0 ${-r}L${r} ${r}Z`,
    diamond: r => `M0 ${-r * 1.2}L${r * 1.2} 0L0 ${r * 1.2}L${-r * 1.2} 0Z`,
    triangle_down: r => `M${-r} ${-r}L0 ${r}L${r} ${-r}Z`
  };

  function sample(curve) {
    const svg = document.createElementNS(SVG, 'svg');
    const part = (name, attributes) => {
      const created = svg.appendChild(document.createElementNS(SVG, name));
      Object.entries(attributes).forEach(([key, value]) => created.setAttribute(key, value));
      return created;
    };
    Object.entries({viewBox: '0 0 34 14', width: 34, height: 14, 'aria-hidden': 'true'})
      .forEach(([key, value]) => svg.setAttribute(key, value));
    part('path', {d: 'M0 7H34', 'stroke-width': curve.width, 'stroke-dasharray': curve.dash.join(' ')})
      .style.stroke = `var(--s${curve.color})`;
    if (curve.marker in MARKERS) {
      part('circle', {cx: 17, cy: 7, r: MARKER_RADIUS + 2}).style.fill = 'var(--paper)';
      part('path', {d: MARKERS[curve.marker](MARKER_RADIUS), transform: 'translate(17 7)'})
        .style.fill = `var(--s${curve.color})`;
    }
    return svg;
  }

  // On a logarithmic axis what is not above zero lies at its end. Points above each other are moved apart by a hair,
  // because uPlot wants x to grow.
  function prepare(curve, data) {
    const low = axis => axis.log ? axis.low : -Infinity;
    const high = axis => axis.log ? axis.high : Infinity;
    const place = (value, axis) => Math.min(high(axis), Math.max(low(axis), value));
    const hair = (data.x.high - data.x.low) * 1e-9;
    curve.placedX = [];
    curve.placedY = [];
    let ended = false;
    curve.x.forEach((x, index) => {
      const before = curve.placedX[index - 1];
      const placed = place(x, data.x);
      curve.placedX.push(placed > before || before === undefined
        ? placed
        : data.x.log ? before * (1 + 1e-9) : before + hair);
      const y = curve.y[index];
      curve.placedY.push(y === null || ended ? null : place(y, data.y));
      // The line drops to the axis and ends there, as in the picture.
      ended = y !== null && data.y.log && y <= 0;
    });
  }

  // The point of a curve that a place on the x axis means: the step it is on, or the nearest one; -1 off its ends.
  function pointAt(plot, curve, x, steps) {
    const xs = curve.placedX;
    let from = 0;
    let to = xs.length - 1;
    const left = plot.valToPos(x, 'x');
    const ends = [plot.valToPos(xs[0], 'x'), plot.valToPos(xs[to], 'x')];
    if (left < ends[0] - REACH || left > ends[1] + REACH) {
      return -1;
    }
    while (from < to) {
      const middle = (from + to + 1) >> 1;
      if (xs[middle] <= x) {
        from = middle;
      } else {
        to = middle - 1;
      }
    }
    if (!steps && from + 1 < xs.length && xs[from + 1] - x < x - xs[from]) {
      from += 1;
    }
    return from;
  }

  function axisOptions(axis, side) {
    const decades = (plot, splits) => {
      const found = splits.filter(split => isDecade(split));
      return !axis.log || found.length < 2 ? splits : splits.map(split => isDecade(split) ? split : null);
    };
    // On a phone every second decade has a number, so that they do not run into each other.
    const numbered = (plot, splits) => {
      const shown = decades(plot, splits);
      const exponents = shown.filter(split => split > 0).map(split => Math.log10(split));
      const span = exponents[exponents.length - 1] - exponents[0];
      const crowded = axis.log && side === 2 && plot.over.clientWidth < ROOM_FOR_A_NUMBER * span;
      return !crowded ? shown : shown.map(split =>
        split && Math.round(Math.log10(split) - exponents[0]) % 2 === 0 ? split : null);
    };
    return {
      side,
      scale: side === 2 ? 'x' : 'y',
      stroke: () => color('muted'),
      font: FONT,
      size: side === 2 ? 30 : (plot, values) => 16 + 7 * Math.max(2, ...(values || []).map(v => (v || '').length)),
      grid: {stroke: () => color('line'), width: 1, filter: decades},
      ticks: {show: false},
      border: {show: side === 2, stroke: () => color('axis'), width: 1},
      filter: numbered,
      values: (plot, splits) => splits.map(split => split === null ? '' : text(split, 9)),
      space: side === 2 ? 70 : 40
    };
  }

  function isDecade(value) {
    const exponent = Math.log10(value);
    return Math.abs(exponent - Math.round(exponent)) < 1e-6;
  }

  // Events: a band or a line over the height of the plot, with its words above it.
  function drawMarks(plot, marks) {
    const scale = devicePixelRatio;
    const {left, top, width, height} = plot.bbox;
    const context = plot.ctx;
    const free = [0, 0];
    const inside = x => x >= left - 1 && x <= left + width + 1;
    context.save();
    context.font = FONT.replace(/^\d+/, size => size * scale);
    context.textAlign = 'left';
    context.textBaseline = 'alphabetic';
    context.strokeStyle = color('muted');
    context.lineWidth = scale;
    context.setLineDash([3 * scale, 3 * scale]);
    marks.forEach(mark => {
      const [from, until] = [mark.from, mark.until].map(x => plot.valToPos(x, 'x', true));
      const low = Math.max(left, from);
      const high = Math.min(left + width, until);
      if (high > low) {
        context.fillStyle = color('band');
        context.fillRect(low, top, high - low, height);
      }
      [from, until].filter(inside).forEach(x => {
        context.beginPath();
        context.moveTo(x, top - 4 * scale);
        context.lineTo(x, top + height);
        context.stroke();
      });
      if (!inside(from) && !(high > low)) {
        return;
      }
      const room = context.measureText(mark.label).width;
      const at = Math.max(0, Math.min(low, context.canvas.width - room));
      const row = free.slice(0, marks.length).findIndex(end => at >= end);
      if (row >= 0) {
        context.fillStyle = color('muted');
        context.fillText(mark.label, at, top - (6 + MARK_ROW * row) * scale);
        free[row] = at + room + 8 * scale;
      }
    });
    context.restore();
  }

  function drawMarkers(plot, curves) {
    const scale = devicePixelRatio;
    const {left, top, width, height} = plot.bbox;
    const context = plot.ctx;
    const path = (d, x, y, fill) => {
      context.save();
      context.translate(x, y);
      context.scale(scale, scale);
      context.fillStyle = fill;
      context.fill(new Path2D(d));
      context.restore();
    };
    curves.forEach((curve, index) => {
      if (!plot.series[index + 1].show || !(curve.marker in MARKERS)) {
        return;
      }
      let next = left + (12 + MARKER_SHIFT * (index % 4)) * scale;
      curve.placedX.forEach((value, at) => {
        const x = plot.valToPos(value, 'x', true);
        const y = curve.placedY[at] === null ? NaN : plot.valToPos(curve.placedY[at], 'y', true);
        const inside = x >= left && x <= left + width && y >= top - 1 && y <= top + height + 1;
        if (inside && (x >= next || curve.x.length === 1)) {
          path(MARKERS.circle(MARKER_RADIUS + 2), x, y, color('paper'));
          path(MARKERS[curve.marker](MARKER_RADIUS), x, y, color('s' + curve.color));
          next = x + MARKER_EVERY * scale;
        }
      });
    });
  }

  function tipAt(plot, data) {
    const {left, top} = plot.cursor;
    if (!(left >= 0)) {
      ecsim.hide(plot);
      return;
    }
    const x = plot.posToVal(left, 'x');
    const rows = [];
    data.curves.forEach((curve, index) => {
      const at = plot.series[index + 1].show ? pointAt(plot, curve, x, data.steps) : -1;
      if (at < 0 || curve.placedY[at] === null) {
        return;
      }
      const away = Math.abs(plot.valToPos(curve.placedY[at], 'y') - top);
      rows.push({curve, away, x: curve.x[at], value: curve.y[at]});
    });
    if (!rows.length) {
      ecsim.hide(plot);
      return;
    }
    rows.sort((a, b) => a.away - b.away);
    const nearest = rows[0];
    const more = rows.length - MOST_IN_TIP;
    const list = element('ul', 'values', ...rows.slice(0, MOST_IN_TIP).sort((a, b) => b.value - a.value).map(row =>
      element('li', row === nearest ? 'nearest' : '', sample(row.curve), element('span', 'name', row.curve.name),
        element('span', 'value', withUnit(row.value, data.y)))));
    const box = plot.over.getBoundingClientRect();
    ecsim.show(plot, box.left + left, box.top + top,
      element('strong', '', data.x.title + ': ' + withUnit(data.steps ? x : nearest.x, data.x)),
      element('div', 'axis', data.y.title), list,
      ...(more > 0 ? [element('div', 'axis', 'and ' + more + ' more, further away')] : []));
  }

  function draw(figure, data) {
    data.curves.forEach(curve => prepare(curve, data));
    const filled = data.curves.filter(curve => curve.x.length);
    if (!filled.length) {
      return;
    }
    const tables = uPlot.join(filled.map(curve => [curve.placedX, curve.placedY]));
    const places = new Map(tables[0].map((x, index) => [x, index]));
    const drawing = figure.querySelector('.drawing');
    const host = element('div', 'plot');
    const reset = element('button', 'reset', 'Whole range');
    reset.type = 'button';
    reset.hidden = true;
    const whole = plot => plot.batch(() => ['x', 'y'].forEach(key =>
      plot.setScale(key, {min: data[key].low, max: data[key].high})));
    const shown = {...data, curves: filled};
    const marks = data.marks || [];
    const options = {
      width: 600,
      height: HEIGHT,
      legend: {show: false},
      padding: [10 + MARK_ROW * Math.min(2, marks.length), 26, 0, 0],
      cursor: {
        y: false,
        drag: {x: true, y: true, uni: 40, setScale: true},
        points: {size: 9, width: 2, stroke: () => color('paper'), fill: (plot, index) => color('s' + filled[index - 1].color)},
        dataIdx: (plot, index, hovered, x) => {
          const at = index === 0 ? -1 : pointAt(plot, filled[index - 1], x, data.steps);
          return index === 0 ? hovered : at < 0 ? null : places.get(filled[index - 1].placedX[at]);
        },
        bind: {dblclick: plot => () => whole(plot)}
      },
      scales: {
        x: {time: false, distr: data.x.log ? 3 : 1},
        // It stays as it is when a series is hidden; only a zoom changes it.
        y: {
          distr: data.y.log ? 3 : 1,
          range: ({scales: {y}}) => y.min === null ? [data.y.low, data.y.high] : [y.min, y.max]
        }
      },
      axes: [axisOptions(data.x, 2), axisOptions(data.y, 3)],
      series: [{}, ...filled.map(curve => ({
        label: curve.name,
        scale: 'y',
        stroke: () => color('s' + curve.color),
        width: curve.width,
        dash: curve.dash,
        spanGaps: false,
        points: {show: false},
        paths: data.steps ? uPlot.paths.stepped({align: 1}) : uPlot.paths.linear()
      }))],
      hooks: {
        drawAxes: [plot => drawMarks(plot, marks)],
        draw: [plot => drawMarkers(plot, filled)],
        setCursor: [plot => tipAt(plot, shown)],
        setScale: [plot => {
          reset.hidden = ['x', 'y'].every(key => {
            const {low, high} = data[key];
            const {min, max} = plot.scales[key];
            return min === null || (min <= low + (high - low) * 1e-9 && max >= high - (high - low) * 1e-9);
          });
        }]
      }
    };
    const legend = element('div', 'legend');
    const live = element('div', 'live',
      element('div', 'title', data.title), legend, element('div', 'axis', data.y.label), host,
      element('div', 'below', reset, element('span', 'axis', data.x.label)));
    drawing.before(live);
    const plot = new uPlot(options, tables, host);
    whole(plot);
    filled.forEach((curve, index) => legend.append(switchOf(plot, curve, index + 1)));
    reset.addEventListener('click', () => whole(plot));
    listen(plot, host, shown);
    plots.push(plot);
    figure.classList.add('is-live');
    new ResizeObserver(() => host.clientWidth && plot.setSize({width: host.clientWidth, height: HEIGHT})).observe(host);
  }

  function switchOf(plot, curve, index) {
    const button = element('button', 'series', sample(curve), element('span', '', curve.name));
    button.type = 'button';
    button.setAttribute('aria-pressed', 'true');
    button.title = 'Show or hide';
    button.addEventListener('click', () => {
      const show = !plot.series[index].show;
      plot.setSeries(index, {show});
      button.setAttribute('aria-pressed', String(show));
    });
    return button;
  }

  function listen(plot, host, data) {
    const over = plot.over;
    const touch = event => {
      if (event.pointerType !== 'mouse') {
        const box = over.getBoundingClientRect();
        plot.setCursor({left: event.clientX - box.left, top: event.clientY - box.top});
      }
    };
    over.addEventListener('pointerdown', touch);
    over.addEventListener('pointermove', touch);
    host.tabIndex = 0;
    host.setAttribute('role', 'group');
    host.setAttribute('aria-label', data.title + '. Arrow keys show the values.');
    let at = -1;
    const leave = () => {
      plot.setCursor({left: -10, top: -10});
    };
    host.addEventListener('blur', leave);
    ecsim.byKeys(host, leave, step => {
      const {min, max} = plot.scales.x;
      const xs = data.curves[0].placedX.filter(x => x >= min && x <= max);
      if (!xs.length) {
        return;
      }
      at = Math.max(0, Math.min(xs.length - 1, at + step));
      plot.setCursor({left: plot.valToPos(xs[at], 'x'), top: over.clientHeight / 3});
    });
  }

  document.querySelectorAll('figure').forEach(figure => {
    const data = JSON.parse(figure.querySelector('script').textContent);
    if (data.curves) {
      draw(figure, data);
    }
  });
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => plots.forEach(plot => plot.redraw()));
})();
