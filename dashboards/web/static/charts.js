// Charts: the server's SVG is replaced by one that can be read with the pointer.
"use strict";
(() => {
  if (!window.uPlot) return;
  const $$ = (selector) => [...document.querySelectorAll(selector)];
  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const step = (value, base, names, digits) => {
    let size = 0, rest = Math.abs(value);
    while (rest >= base && size < names.length - 1) { rest /= base; size += 1; }
    return (value < 0 ? "-" : "") + Number(rest.toPrecision(digits)) + " " + names[size];
  };
  const bytes = ["B", "KiB", "MiB", "GiB", "TiB"];
  // Where the value axis has its figures: whole steps of 1024 for bytes, 0 and 1 for states.
  const whole = (kind) => kind === "state" ? { splits: () => [0, 1] }
    : kind.startsWith("bytes") ? { incrs: [0, 1, 2, 3, 4].flatMap((power) => [1, 2, 4, 8, 16, 32, 64, 128, 256, 512].map((size) => size * 1024 ** power)) } : {};
  const show = (kind, value, digits = 3) => {
    if (value == null) return "–";
    if (kind === "ratio") return Number((value * 100).toPrecision(digits)) + " %";
    if (kind === "bytes") return step(value, 1024, bytes, digits);
    if (kind === "bytes_per_second") return step(value, 1024, bytes, digits) + "/s";
    if (kind === "bits_per_second") return step(value, 1000, ["", "k", "M", "G", "T"], digits) + "bit/s";
    if (kind === "seconds") return Math.abs(value) < 1 ? Number((value * 1000).toPrecision(digits)) + " ms" : Number(value.toPrecision(digits)) + " s";
    return String(Number(value.toPrecision(digits + 1)));
  };
  // As few digits as tell the figures of an axis apart.
  const figures = (kind, values) => {
    const said = (digits) => values.map((value) => show(kind, value, digits));
    return said([3, 4, 5, 6].find((digits) => new Set(said(digits)).size === values.length) ?? 7);
  };
  // Feeds measure at different instants: null is a gap, what uPlot.join leaves undefined is none.
  const joined = (chart) => uPlot.join(chart.lines.map(({ times, values }) => [times.map((time) => time / 1000), values]));
  // A dot for each point where a line has few, else for those that stand alone between gaps.
  const dots = (u, line) => {
    const column = u.data[line], kept = [...column.keys()].filter((i) => column[i] !== undefined);
    const points = kept.filter((i) => column[i] != null);
    if (points.length <= 30) return points;
    return kept.filter((i, at) => column[i] != null && column[kept[at - 1]] == null && column[kept[at + 1]] == null);
  };
  const draw = (figure, chart) => {
    const plot = figure.querySelector(".plot"), inked = colour("--muted"), grid = { stroke: colour("--line"), width: 1 };
    const red = colour("--level-I");
    const width = () => Math.max(plot.clientWidth, 200);
    const marks = (u) => {
      const { ctx, bbox } = u;
      ctx.save();
      if (chart.span) {
        const a = Math.max(u.valToPos(chart.span[0] / 1000, "x", true), bbox.left);
        const b = Math.min(u.valToPos(chart.span[1] / 1000, "x", true), bbox.left + bbox.width);
        ctx.globalAlpha = 0.1; ctx.fillStyle = red; ctx.fillRect(a, bbox.top, b - a, bbox.height); ctx.globalAlpha = 1;
      }
      for (const { value, label } of chart.thresholds) {
        const y = u.valToPos(value, "y", true);
        if (y < bbox.top || y > bbox.top + bbox.height) continue;
        ctx.strokeStyle = ctx.fillStyle = red;
        ctx.setLineDash([6, 4]); ctx.beginPath(); ctx.moveTo(bbox.left, y); ctx.lineTo(bbox.left + bbox.width, y); ctx.stroke();
        ctx.textAlign = "right"; ctx.fillText(label, bbox.left + bbox.width - 4, y - 5);
      }
      ctx.restore();
    };
    const length = chart.end - chart.start;
    const clock = uPlot.fmtDate(length < 480000 ? "{HH}:{mm}:{ss}" : length < 172800000 ? "{HH}:{mm}" : "{MM}-{DD}");
    const axis = { stroke: inked, grid, ticks: grid, font: "11px system-ui" };
    const limits = chart.thresholds.map((mark) => mark.value);
    const options = {
      width: width(), height: 190, hooks: { drawClear: [marks] },
      tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1000), chart.zone),
      scales: {
        x: { min: chart.start / 1000, max: chart.end / 1000 },
        y: { range: (_u, low, high) => {
          if (chart.unit === "state") return [0, 1.05];
          const all = [low, high, ...limits].filter(Number.isFinite);
          const most = Math.max(...all, 0), low0 = Math.min(...all), least = low0 >= 0 && low0 > 0.7 * most && low0 < most ? low0 : Math.min(low0, 0);
          return uPlot.rangeNum(least, most === least ? least + 1 : most, 0.1, true);
        } },
      },
      axes: [{ ...axis, size: 32, space: 68, incrs: [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10800, 21600, 43200, 86400, 172800, 604800, 2592000], values: (_u, splits) => splits.map((second) => clock(uPlot.tzDate(new Date(second * 1000), chart.zone))) }, { ...axis, size: (_u, values) => 22 + 6.5 * Math.max(4, ...(values || []).map((value) => value.length)), values: (_u, values) => figures(chart.unit, values), ...whole(chart.unit) }],
      series: [
        { label: document.body.dataset.time, value: "{YYYY}-{MM}-{DD} {HH}:{mm}:{ss}" },
        ...chart.lines.map(({ name }, index) => ({
          label: name || figure.querySelector("figcaption").firstChild.textContent.trim(), stroke: colour(`--chart-${index % 6}`),
          width: 1.5, points: { size: 4, width: 0, fill: colour(`--chart-${index % 6}`), show: () => false, filter: dots }, value: (_u, value) => show(chart.unit, value),
        })),
      ],
    };
    plot.replaceChildren();
    const u = new uPlot(options, joined(chart), plot);
    new ResizeObserver(() => { if (Math.abs(u.width - width()) > 1) u.setSize({ width: width(), height: 190 }); }).observe(plot);
    figure.chart = u;
  };
  const load = async (figure) => {
    const answer = await fetch(figure.dataset.chart, { headers: { Accept: "application/json" } });
    if (!answer.ok) return;
    const chart = await answer.json();
    if (!chart.lines.some(({ times }) => times.length)) return;
    if (figure.chart && figure.chart.series.length === chart.lines.length + 1) {
      figure.chart.setData(joined(chart), false);
      figure.chart.setScale("x", { min: chart.start / 1000, max: chart.end / 1000 });
    } else { figure.chart?.destroy(); draw(figure, chart); }
  };
  const shown = $$("[data-chart]");
  shown.forEach(load);
  if (location.pathname.startsWith("/hosts/")) setInterval(() => { if (!document.hidden) shown.forEach(load); }, 15000);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => location.reload());
})();
