// Shows the values of a figure under the pointer. Without this script the figures are still pictures.
const ecsim = (() => {
  'use strict';

  const GAP = 14;
  const tip = document.createElement('div');
  tip.className = 'tip';
  tip.setAttribute('role', 'status');
  tip.hidden = true;
  document.body.append(tip);

  let owner = null;

  // A figure puts only its own values away: the focus leaves it after a touch on another one has shown others.
  function hide(from) {
    if (!from || from === owner) {
      tip.hidden = true;
    }
  }

  // Beside the point x, y of the window, on the side where there is room.
  function show(from, x, y, ...content) {
    owner = from;
    tip.replaceChildren(...content);
    tip.hidden = false;
    const width = tip.offsetWidth;
    const height = tip.offsetHeight;
    const right = document.documentElement.clientWidth;
    const bottom = window.innerHeight;
    const left = x + GAP + width <= right ? x + GAP : x - GAP - width;
    const top = y + GAP + height <= bottom ? y + GAP : y - GAP - height;
    tip.style.left = Math.max(4, Math.min(right - width - 4, left)) + 'px';
    tip.style.top = Math.max(4, Math.min(bottom - height - 4, top)) + 'px';
  }

  function element(name, className, ...content) {
    const created = document.createElement(name);
    created.className = className;
    created.append(...content);
    return created;
  }

  function entry(title, lines) {
    const list = element('dl', '');
    lines.forEach(([label, value]) => list.append(element('dt', '', label), element('dd', '', value)));
    return element('div', 'entry', element('strong', '', title), list);
  }

  // The spots are rectangles in the units of the drawing, each with a title and lines of label and value.
  function withSpots(drawing, spots) {
    const svg = drawing.querySelector('svg');
    const mark = svg.appendChild(document.createElementNS(svg.namespaceURI, 'rect'));
    mark.setAttribute('class', 'mark');
    mark.setAttribute('visibility', 'hidden');
    let current = -1;

    const leave = () => {
      mark.setAttribute('visibility', 'hidden');
      hide(drawing);
    };
    const choose = (found, x, y) => {
      if (!found.length) {
        leave();
        return;
      }
      current = spots.indexOf(found[0]);
      ['x', 'y', 'width', 'height'].forEach((name, at) => mark.setAttribute(name, found[0].box[at]));
      mark.setAttribute('visibility', 'visible');
      show(drawing, x, y, ...found.map(spot => entry(spot.title, spot.lines)));
    };
    const off = (spot, x, y) => Math.hypot(spot.box[0] + spot.box[2] / 2 - x, spot.box[1] + spot.box[3] / 2 - y);
    const point = event => {
      const at = new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());
      const found = spots
        .filter(({box}) => at.x >= box[0] && at.x <= box[0] + box[2] && at.y >= box[1] && at.y <= box[1] + box[3])
        .sort((a, b) => off(a, at.x, at.y) - off(b, at.x, at.y));
      choose(found, event.clientX, event.clientY);
    };
    drawing.addEventListener('pointermove', point);
    drawing.addEventListener('pointerdown', point);
    drawing.addEventListener('pointerleave', event => event.pointerType === 'mouse' && leave());
    drawing.addEventListener('blur', leave);
    byKeys(drawing, leave, step => {
      current = Math.max(0, Math.min(spots.length - 1, current + step));
      const [x, y, width, height] = spots[current].box;
      const at = new DOMPoint(x + width / 2, y + height / 2).matrixTransform(svg.getScreenCTM());
      choose([spots[current]], at.x, at.y);
    });
  }

  // The arrow keys step from value to value.
  function byKeys(target, leave, move) {
    const steps = {ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1};
    target.addEventListener('keydown', event => {
      if (event.key === 'Escape') {
        leave();
      } else if (event.key in steps && event.target === target) {
        event.preventDefault();
        move(steps[event.key]);
      }
    });
  }

  // A touch elsewhere puts the values away; so does scrolling, which moves the figure from under them.
  document.addEventListener('pointerdown', event => event.target.closest('figure') || hide());
  document.addEventListener('scroll', () => hide(), {passive: true});

  document.querySelectorAll('.drawing').forEach(drawing => {
    const {spots} = JSON.parse(drawing.querySelector('script').textContent);
    if (spots.length) {
      withSpots(drawing, spots);
    }
  });

  return {show, hide, element, byKeys};
})();
