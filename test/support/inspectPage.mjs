// Runs inside a page: how far it scrolls sideways, and every text that is drawn under 16 px.
(() => {
  const small = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const parent = node.parentElement;
    const text = (node.textContent ?? '').trim();
    if (parent === null || text === '' || parent.getClientRects().length === 0) continue;
    if (parent.closest('title, style, .govuk-visually-hidden, .govuk-skip-link') !== null) continue;
    const drawing = parent.closest('svg[viewBox]');
    const scale =
      drawing === null ? 1 : drawing.getBoundingClientRect().width / drawing.viewBox.baseVal.width;
    const size = Number.parseFloat(getComputedStyle(parent).fontSize) * scale;
    if (size < 15.99) small.push(`${size} px: ${text.slice(0, 40)}`);
  }
  return { sideways: document.documentElement.scrollWidth - window.innerWidth, small };
})();
