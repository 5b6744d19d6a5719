// Runs inside a page: every control that looks the same with the focus as without it.
(() => {
  const drawn = ['outline', 'boxShadow', 'backgroundColor', 'borderColor'];
  const lookOf = (element) => {
    const label = element.labels?.[0];
    const styles = [getComputedStyle(element)];
    if (label) styles.push(getComputedStyle(label, '::before'));
    return JSON.stringify(styles.map((style) => drawn.map((property) => style[property])));
  };
  const controls = document.querySelectorAll('a[href], button, input, select, textarea, summary');
  const unseen = [];
  for (const control of controls) {
    if (control.type === 'hidden' || control.disabled || control.getClientRects().length === 0) continue;
    document.activeElement?.blur();
    const before = lookOf(control);
    control.focus();
    if (lookOf(control) === before) unseen.push(control.outerHTML.slice(0, 120));
  }
  document.activeElement?.blur();
  const inline = [...document.querySelectorAll('script:not([src])')].length;
  const handlers = [...document.querySelectorAll('*')].filter((element) =>
    element.getAttributeNames().some((name) => name.startsWith('on')),
  ).length;
  return { unseen, scripts: inline + handlers };
})();
