/** Colours and sizes of every chart. Text is ink or muted, never the colour of a series. */
export const ink = '#0b0c0c';
export const muted = '#484949';
export const grid = '#dedad0';
export const rule = '#cecece';
export const paleFill = '#c9d3dc';
export const paleOutline = '#5f7486';
export const charcoal = '#3D3D3D';
export const seriesColours = ['#12436D', '#28A197', '#801650', '#F46A25'] as const;
export const fontFamily =
  '-apple-system, BlinkMacSystemFont, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif';
/** The smallest text in any chart, in px. Charts are drawn for the width they are shown at. */
export const textSize = 16;
export const lineHeight = 19;

export function seriesColour(index: number): string {
  return seriesColours[index % seriesColours.length] ?? ink;
}
