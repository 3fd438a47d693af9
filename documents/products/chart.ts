import { init, type EChartsCoreOption } from 'echarts';
import type { BarDrawing, TrendDrawing } from './drawing.ts';
import { FONT_FAMILIES, INK, pictureSvg } from './picture-markup.ts';

const WIDTH = 720;
const BAR = 26;
const TREND_HEIGHT = 320;
const FIRST = '#1f5a94';
const SECOND = '#b3541e';
const GRID = '#d5d8de';
const SIZE = 13;
/** Without a browser nobody can measure a text: the room for names is reckoned from the width of an average letter. */
const LETTER = 7.2;
const NARROW_LETTER = 5.6;
const LONGEST_NAME = 36;

/** Bars beside their names. In a language from right to left they grow to the left. */
export function barChart(drawing: BarDrawing): string {
  const isMirrored = drawing.direction === 'rtl';
  const height = drawing.bars.length * BAR + 40;
  const labels = drawing.bars.map(({ label }) => short(label));
  const names = Math.max(...labels.map(({ length }) => length)) * (isMirrored ? NARROW_LETTER : LETTER) + 20;
  const option: EChartsCoreOption = {
    ...QUIET,
    grid: { left: isMirrored ? 12 : names, right: isMirrored ? names : 12, top: 8, bottom: 8 },
    // Room beside the longest bar, where its value stands.
    xAxis: {
      type: 'value',
      inverse: isMirrored,
      max: ({ max }: { max: number }) => (max || 1) * 1.25,
      axisLabel: { show: false },
      splitLine: { show: false },
    },
    yAxis: {
      type: 'category',
      inverse: true,
      position: isMirrored ? 'right' : 'left',
      data: labels,
      axisTick: { show: false },
      axisLabel: { color: INK, fontSize: SIZE },
    },
    series: [
      {
        ...STILL,
        type: 'bar',
        barWidth: '62%',
        itemStyle: { color: FIRST },
        data: drawing.bars.map(({ size }) => size),
        label: {
          show: true,
          position: isMirrored ? 'left' : 'right',
          color: INK,
          fontSize: SIZE,
          textBorderWidth: 0,
          formatter: ({ dataIndex }: { dataIndex: number }) => drawing.bars[dataIndex]?.value ?? '',
        },
      },
    ],
  };
  return drawn(drawing, option, height);
}

/** Lines over periods, told apart by their marks and dashes as well as by colour. */
export function trendChart(drawing: TrendDrawing): string {
  const isMirrored = drawing.direction === 'rtl';
  const looks = [
    { color: FIRST, symbol: 'circle', dash: 'solid' },
    { color: SECOND, symbol: 'diamond', dash: 'dashed' },
  ];
  const option: EChartsCoreOption = {
    ...QUIET,
    grid: { left: 16, right: 24, top: 40, bottom: 8, containLabel: true },
    legend: { show: true, top: 4, [isMirrored ? 'right' : 'left']: 12, itemWidth: 34, textStyle: { color: INK, fontSize: SIZE } },
    xAxis: {
      type: 'category',
      inverse: isMirrored,
      data: drawing.periods,
      axisLabel: { color: INK, fontSize: 11, hideOverlap: true },
    },
    yAxis: {
      type: 'value',
      minInterval: 1,
      position: isMirrored ? 'right' : 'left',
      axisLabel: { color: INK, fontSize: 11, formatter: (value: number) => String(value) },
      ...LINES,
    },
    series: drawing.lines.map(({ name, values }, index) => ({
      ...STILL,
      type: 'line',
      name,
      data: values,
      symbol: looks[index]?.symbol,
      symbolSize: values.length > 60 ? 0 : 7,
      itemStyle: { color: looks[index]?.color },
      lineStyle: { color: looks[index]?.color, width: 2, type: looks[index]?.dash },
    })),
  };
  return drawn(drawing, option, TREND_HEIGHT);
}

function short(label: string): string {
  return label.length > LONGEST_NAME ? `${label.slice(0, LONGEST_NAME - 1)}…` : label;
}

const QUIET = { animation: false, textStyle: { fontFamily: FONT_FAMILIES, color: INK } };
const STILL = { silent: true, emphasis: { disabled: true } };
const LINES = { splitLine: { lineStyle: { color: GRID } } };

/** A chart that is not disposed of keeps the process alive. */
function drawn(drawing: BarDrawing | TrendDrawing, option: EChartsCoreOption, height: number): string {
  const chart = init(null, null, { renderer: 'svg', ssr: true, width: WIDTH, height });
  try {
    chart.setOption(option);
    return pictureSvg(drawing, { width: WIDTH, height, inside: plainMarkup(chart.renderToSVGString(), drawing.key) });
  } finally {
    chart.dispose();
  }
}

/**
 * What stands inside the chart's own SVG, with styles as attributes, since no page of ours lets styles in; without rules for pointers; and with
 * ids that do not count how many charts were drawn before. Texts cannot be meant: quotes are escaped in them.
 */
function plainMarkup(svg: string, key: string): string {
  return svg
    .replace(/^<svg[^>]*>|<\/svg>$/g, '')
    .replace(/<style[\s\S]*?<\/style>/g, '')
    .replace(/ (?:class|ecmeta_\w+|pointer-events|xml:space)="[^"]*"/g, '')
    .replace(/ style="([^"]*)"/g, (_, style: string) => style.replace(/\s*([\w-]+):\s*([^;]*);?/g, ' $1="$2"'))
    .replace(/\bzr\d+-/g, `${key}-`)
    .replace(/>\s+</g, '><')
    .trim();
}
