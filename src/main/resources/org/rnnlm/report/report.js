"use strict";
(() => {
  const { tables, charts } = JSON.parse(document.getElementById("charts").textContent);
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const LIGHT = ["#2f6fb5", "#c4561a", "#2f8a4c", "#8a4fb0", "#b08900", "#c03a6b", "#0f8b8d", "#6b6f76"];
  const DARK = ["#7fb2ea", "#f0955c", "#74cf92", "#c79be8", "#e0c04f", "#f08bb0", "#5fd0d2", "#b3b9c1"];
  const HEIGHT = 240;
  const STEPS = [0, 1, 2, 3, 4, 5, 6].flatMap((e) => [1, 2, 5].map((m) => m * 10 ** e));
  let plots = [];

  /* Some charts run over one thing alone, whatever the reader chooses. */
  const axisOf = (chart, over) => chart.over || over;

  const translucent = (colour) => (colour.startsWith("#") ? colour + "22" : colour.replace(")", " / 0.13)"));

  const style = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

  function colour(index, count) {
    const few = dark.matches ? DARK : LIGHT;
    if (count <= few.length) return few[index];
    const hue = Math.round((360 * index) / count);
    return `hsl(${hue} ${dark.matches ? "70% 68%" : "65% 40%"})`;
  }

  function short(value) {
    if (value === null || value === undefined) return "";
    const size = Math.abs(value);
    if (size >= 1e6) return +(value / 1e6).toPrecision(4) + "M";
    if (size >= 1e4) return +(value / 1e3).toPrecision(4) + "k";
    if (size !== 0 && size < 1e-3) return value.toExponential(2);
    return String(+value.toPrecision(5));
  }

  /* Tables of several lengths over one x: uPlot joins them, with gaps where one has no point. */
  function joined(chart, over) {
    const parts = chart.series.map((s) => [tables[s.table][over], tables[s.table][s.column]]);
    return uPlot.join(parts);
  }

  function stacked(data) {
    const sums = data[1].map(() => 0);
    return [data[0], ...data.slice(1).map((part) => part.map((v, i) => (sums[i] += v ?? 0)))];
  }

  /* Round numbers in a range: parts of decades where it spans more than half of one, else equal steps. */
  function ticks(min, max) {
    const found = [];
    if (max / min > 6) {
      const parts = max / min > 30 ? [1, 2, 5] : [1, 2, 3, 5, 7];
      for (let e = Math.floor(Math.log10(min)); e <= Math.log10(max); e++) {
        parts.forEach((m) => found.push(+(m * 10 ** e).toPrecision(12)));
      }
    } else {
      const rough = (max - min) / 8;
      const unit = 10 ** Math.floor(Math.log10(rough));
      const step = unit * [1, 2, 5, 10].find((m) => m * unit >= rough);
      for (let v = Math.ceil(min / step) * step; v <= max; v += step) found.push(+v.toPrecision(12));
    }
    return found.filter((v) => v >= min && v <= max);
  }

  function isLogarithmic(chart, data) {
    return chart.logarithmic && document.getElementById("log").checked
      && data.slice(1).every((column) => column.every((v) => v === null || v === undefined || v > 0));
  }

  function options(chart, data, over, width) {
    const log = isLogarithmic(chart, data);
    const count = chart.series.length;
    const shares = chart.kind === "SHARES";
    const band = chart.kind === "BAND";
    const bands = chart.kind === "BANDS"; // a line and its edges, three by three
    const hue = (i) => (bands ? colour(Math.floor(i / 3), count / 3) : colour(i, count));
    const whole = data[0].every(Number.isInteger); // epochs alone, between which nothing is known
    const isEdge = (i) => (band ? i >= count - 2 : bands && i % 3 > 0);
    const axis = { stroke: style("--quiet"), grid: { stroke: style("--grid") }, ticks: { stroke: style("--grid") } };
    const series = chart.series.map((s, i) => {
      const stroke = hue(i);
      const floor = s.column === "floor";
      const known = data[i + 1].filter((v) => v !== null && v !== undefined).length;
      return {
        label: s.label,
        stroke,
        width: isEdge(i) && bands ? 0.5 : known > 60 ? 1.25 : 2,
        spanGaps: true,
        dash: floor || isEdge(i) ? [6, 4] : undefined,
        fill: shares ? stroke : undefined,
        points: shares || floor || (bands && isEdge(i)) ? { show: false } : known < 60 ? { show: true, size: 5, fill: stroke } : {},
        value: (u, v, si, at) => (at === null ? "" : shares ? (100 * data[si][at]).toFixed(1) + " %" : short(v)),
      };
    });
    return {
      width,
      height: HEIGHT,
      scales: { x: { time: false }, y: shares ? { range: [0, 1] } : log ? { distr: 3, range: (u, min, max) => [min * 0.98, max * 1.02] } : {} },
      axes: [
        { ...axis, ...(whole ? { incrs: STEPS } : {}), values: (u, all) => all.map(short), label: over, labelSize: 20, size: 34, labelFont: "12px system-ui" },
        { ...axis, ...(log ? { splits: (u, i, min, max) => ticks(min, max), filter: (u, all) => all } : {}), values: (u, all) => all.map((v) => (shares ? Math.round(100 * v) + " %" : short(v))), size: 62 },
      ],
      series: [{ label: over, value: (u, v) => short(v) }, ...series],
      bands: band
        ? [{ series: [count, count - 1], fill: style("--accent") + "22" }]
        : bands
          ? chart.series.filter((s, i) => i % 3 === 0).map((s, g) => ({ series: [3 * g + 3, 3 * g + 2], fill: translucent(hue(3 * g)) }))
          : shares
          ? chart.series.slice(1).map((s, i) => ({ series: [i + 2, i + 1] }))
          : undefined,
      focus: { alpha: count > 3 && !shares ? 0.25 : 1 },
      cursor: { focus: { prox: count > 3 && !shares ? 30 : -1 }, drag: { x: true, y: false } },
      legend: { live: true },
    };
  }

  function draw(figure, chart, chosen) {
    const over = axisOf(chart, chosen);
    const place = figure.querySelector(".plot");
    place.textContent = "";
    const data = joined(chart, over);
    if (data[0].length === 0) {
      place.textContent = "No numbers yet.";
      return;
    }
    const shown = chart.kind === "SHARES" ? stacked(data) : data;
    const plot = new uPlot(options(chart, data, over, place.clientWidth), shown, place);
    plot.ctx.canvas.setAttribute("role", "img");
    plot.ctx.canvas.setAttribute("aria-label", `${chart.title}, ${chart.unit}, over ${over}; a table of the numbers follows`);
    place.tabIndex = 0;
    place.setAttribute("aria-label", `${chart.title}: + and - zoom, arrows move, 0 shows all`);
    place.setAttribute("role", "group");
    place.onkeydown = (event) => press(event, plot, data[0]);
    plots.push({ plot, place });
  }

  /* Zooming and moving by keys, within what there is. */
  function press(event, plot, xs) {
    const [first, last] = [xs[0], xs[xs.length - 1]];
    let { min, max } = plot.scales.x;
    const width = max - min;
    const moves = { "+": [width / 4, -width / 4], "=": [width / 4, -width / 4], "-": [-width / 2, width / 2],
      ArrowLeft: [-width / 4, -width / 4], ArrowRight: [width / 4, width / 4], 0: [first - min, last - max] };
    const move = moves[event.key];
    if (!move || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    min = Math.max(first, min + move[0]);
    max = Math.min(last, max + move[1]);
    if (max - min > (last - first) / 1000) plot.setScale("x", { min, max });
  }

  function drawAll() {
    plots.forEach(({ plot }) => plot.destroy());
    plots = [];
    const over = document.querySelector("input[name=over]:checked").value;
    document.querySelectorAll("figure[data-chart]").forEach((figure) => {
      draw(figure, charts[figure.dataset.chart], over);
    });
  }

  function cell(row, element, text) {
    row.appendChild(document.createElement(element)).textContent = text;
  }

  /* Made when it is opened: most readers look at the curves. */
  function tabulate(figure, chart) {
    const over = axisOf(chart, document.querySelector("input[name=over]:checked").value);
    const data = joined(chart, over);
    const table = document.createElement("table");
    const head = table.createTHead().insertRow();
    [over, ...chart.series.map((s) => s.label)].forEach((label) => cell(head, "th", label));
    const body = table.createTBody();
    data[0].forEach((x, i) => {
      const row = body.insertRow();
      cell(row, "th", short(x));
      data.slice(1).forEach((column) => cell(row, "td", short(column[i])));
    });
    const wide = document.createElement("div");
    wide.className = "wide";
    wide.tabIndex = 0;
    wide.appendChild(table);
    const details = figure.querySelector("details");
    details.querySelector(".wide")?.remove();
    details.appendChild(wide);
  }

  document.querySelectorAll("figure[data-chart]").forEach((figure) => {
    const details = figure.querySelector("details");
    details.addEventListener("toggle", () => details.open && tabulate(figure, charts[figure.dataset.chart]));
  });
  document.getElementById("over").addEventListener("change", () => {
    drawAll();
    document.querySelectorAll("figure details[open]").forEach((details) => {
      const figure = details.closest("figure[data-chart]");
      if (figure) tabulate(figure, charts[figure.dataset.chart]);
    });
  });
  dark.addEventListener("change", drawAll);
  new ResizeObserver(() => {
    plots.forEach(({ plot, place }) => {
      if (plot.width !== place.clientWidth) plot.setSize({ width: place.clientWidth, height: HEIGHT });
    });
  }).observe(document.body);
  drawAll();
})();
