"use strict";
/* The page's own script: search, filters, path finding, details. Everything that comes from sources is put in as text. */
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const byId = (id) => document.getElementById(id);
  const TEXTS = {
    en: {
      skip: "Skip to search", fit: "Show all", dark: "Dark", light: "Light", print: "Print", controls: "Search and filters",
      find: "Find a name", findHelp: "Type a part of a name in any script; choose with Tab and Enter. / jumps here.",
      results: "Results", path: "Path", from: "From", to: "To", go: "Find the path", clearFrom: "Clear from",
      clearTo: "Clear to", filters: "Filters", modality: "How it is put", date: "Date", since: "From", until: "Until",
      undated: "also without a date", amount: "Amount", least: "Gifts of at least", relation: "Relation", reset: "Reset",
      graph: "Graph. Arrow keys move it, plus and minus zoom, 0 shows all.", legend: "Colours",
      graphHelp: "The search and the details hold the same content as text.", details: "Details",
      hint: "Choose a name in the search, or click on a node or an edge.", asFrom: "from here", asTo: "to here",
      shown: (n, e) => `${n} names, ${e} ties shown`, nothing: "Nothing is called so.",
      noPath: (a, b) => `No path from ${a} to ${b} through what is shown.`, hops: (n) => (n === 1 ? "1 hop" : `${n} hops`),
      chooseTwo: "Choose two names first.", ties: (n) => (n === 1 ? "1 tie" : `${n} ties`), also: "Also", says: "says",
      sources: (n) => (n === 1 ? "1 independent source" : `${n} independent sources`), record: "Record",
      more: (n) => `${n} more quotes are in the ledger.`, total: "a stated sum of other gifts; never added to them",
      past: "ended", asserted: "asserted", planned: "planned", alleged: "alleged", denied: "denied", found: (n) => `${n} found`,
      role: "Role", place: "Place", asset: "Asset", count: "Count", start: "Date", end: "End", when_text: "In the words", amountIs: "Amount",
      bounds: { at_least: "at least", at_most: "at most", about: "about" },
    },
    ar: {
      skip: "إلى البحث", fit: "إظهار الكل", dark: "داكن", light: "فاتح", print: "طباعة", controls: "البحث والتصفية",
      find: "ابحث عن اسم", findHelp: "اكتب جزءا من الاسم بأي خط، ثم اختر بمفتاحي Tab وEnter. المفتاح / ينقلك إلى هنا.",
      results: "النتائج", path: "المسار", from: "من", to: "إلى", go: "ابحث عن المسار", clearFrom: "امح البداية",
      clearTo: "امح النهاية", filters: "التصفية", modality: "صيغة القول", date: "التاريخ", since: "من", until: "حتى",
      undated: "وما لا تاريخ له", amount: "المبلغ", least: "تبرعات لا تقل عن", relation: "العلاقة", reset: "إعادة الضبط",
      graph: "الرسم. تحركه الأسهم، ويكبره ويصغره + و-، ويظهره كله 0.", legend: "الألوان",
      graphHelp: "يعرض البحث والتفاصيل المحتوى نفسه نصا.", details: "التفاصيل",
      hint: "اختر اسما من البحث، أو انقر على عقدة أو رابط.", asFrom: "من هنا", asTo: "إلى هنا",
      shown: (n, e) => `المعروض: ${n} اسما و${e} رابطا`, nothing: "لا اسم كهذا.",
      noPath: (a, b) => `لا مسار من ${a} إلى ${b} في المعروض.`, hops: (n) => `عدد الخطوات: ${n}`,
      chooseTwo: "اختر اسمين أولا.", ties: (n) => `الروابط: ${n}`, also: "أيضا", says: "يقول",
      sources: (n) => `مصادر مستقلة: ${n}`, record: "سجل",
      more: (n) => `في السجل ${n} اقتباسا آخر.`, total: "مجموع معلن لتبرعات أخرى، لا يضاف إليها",
      past: "انتهى", asserted: "مؤكد", planned: "مخطط", alleged: "مزعوم", denied: "منفي", found: (n) => `النتائج: ${n}`,
      role: "الصفة", place: "المكان", asset: "الأصل", count: "العدد", start: "التاريخ", end: "النهاية", when_text: "بنص المصدر", amountIs: "المبلغ",
      bounds: { at_least: "ما لا يقل عن", at_most: "ما لا يزيد على", about: "نحو" },
    },
  };
  const MODALITIES = ["asserted", "planned", "alleged", "denied"];
  const DAY = 86400000;
  if (matchMedia("(prefers-color-scheme: dark)").matches) document.documentElement.dataset.theme = "dark";
  let language = data.language === "ar" ? "ar" : "en";
  const text = (name, ...values) => {
    const found = TEXTS[language][name];
    return typeof found === "function" ? found(...values) : found;
  };
  const make = (tag, properties = {}, ...children) => {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  };
  const nameOf = (node) => node.names[language] || node.name;
  const direction = () => (language === "ar" ? "rtl" : "ltr");
  const isolated = (words) => `\u2068${words}\u2069`;

  // ---- the same name in other letters ----------------------------------------------------------------------
  const MARKS = /[\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0640\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\u061c]/g;
  const LETTERS = { "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ک": "ك", "ة": "ه" };
  const fold = (words) =>
    words.normalize("NFKD").replace(/[أإآٱىیکة]/g, (letter) => LETTERS[letter]).replace(MARKS, "")
      .replace(/[\u0660-\u0669]/g, (digit) => String(digit.charCodeAt(0) - 0x660)).toLowerCase().replace(/\s+/g, " ").trim();

  data.nodes.forEach((node, place) => {
    node.place = place;
    node.folded = [...new Set([node.name, ...Object.values(node.names), ...(node.also || [])].map(fold))];
    node.edges = [];
  });
  data.edges.forEach((edge, place) => {
    edge.place = place;
    data.nodes[edge.s].edges.push(edge);
    if (edge.o !== edge.s) data.nodes[edge.o].edges.push(edge);
    edge.from = edge.first ? Date.parse(edge.first) : null;
    edge.until = edge.last ? Date.parse(edge.last) : null;
    edge.amount = edge.q.amount === undefined ? null : Number(edge.q.amount);
  });

  // ---- what is shown ---------------------------------------------------------------------------------------
  const days = data.edges.flatMap((edge) => [edge.from, edge.until]).filter((day) => day !== null);
  const firstDay = days.length ? Math.floor(days.reduce((a, b) => Math.min(a, b)) / DAY) : 0;
  const lastDay = days.length ? Math.ceil(days.reduce((a, b) => Math.max(a, b)) / DAY) : 0;
  const filters = { modalities: new Set(MODALITIES), relations: new Set(Object.keys(data.relations)), since: firstDay, until: lastDay, undated: true, least: null };
  const passes = (edge) => {
    if (!filters.modalities.has(edge.m) || !filters.relations.has(edge.r)) return false;
    if (filters.least !== null && data.relations[edge.r].kind === "money" && !(edge.amount >= filters.least)) return false;
    if (edge.from === null && edge.until === null) return filters.undated;
    if (edge.from !== null && edge.from / DAY > filters.until) return false;
    return edge.until === null || edge.until / DAY >= filters.since;
  };
  let visible = new Set();
  const chosen = { from: null, to: null };

  // ---- the drawing -------------------------------------------------------------------------------------------
  // Thousands of ties are drawn plainly: straight, without arrows; a choice draws its own with everything.
  const big = data.nodes.length > 1500 || data.edges.length > 3000;
  const style = () => {
    const css = getComputedStyle(document.documentElement);
    const colour = (name) => css.getPropertyValue(name).trim();
    return [
      { selector: "node", style: { "background-color": "data(colour)", width: "data(size)", height: "data(size)", label: "data(label)", color: colour("--ink"), "font-size": 11, "font-family": getComputedStyle(document.body).fontFamily, "text-valign": "bottom", "text-margin-y": 3, "min-zoomed-font-size": 8, "text-max-width": 140, "text-wrap": "ellipsis", "text-background-color": colour("--back"), "text-background-opacity": 0.75, "text-background-padding": 1 } },
      { selector: "edge", style: { width: "data(width)", "line-color": colour(big ? "--line" : "--faint"), opacity: big ? 1 : 0.55, "curve-style": big ? "haystack" : "bezier", "control-point-step-size": 26, "target-arrow-shape": big ? "none" : "data(arrow)", "target-arrow-color": colour("--faint"), "arrow-scale": 0.8 } },
      { selector: "edge[modality = 'planned'], edge[modality = 'alleged']", style: { "line-style": "dashed" } },
      { selector: "edge[modality = 'denied']", style: { "line-style": "dotted", "line-color": colour("--denied"), "target-arrow-color": colour("--denied") } },
      { selector: "edge.near", style: { opacity: 0.95, label: "data(label)", "curve-style": "bezier", "target-arrow-shape": "data(arrow)", "line-color": colour("--faint"), "font-size": 9, color: colour("--ink"), "text-rotation": "autorotate", "text-background-color": colour("--back"), "text-background-opacity": 0.85, "min-zoomed-font-size": 7 } },
      { selector: ".chosen", style: { "border-width": 3, "border-color": colour("--mark"), "line-color": colour("--mark"), "target-arrow-color": colour("--mark"), opacity: 1, width: "data(wide)", "min-zoomed-font-size": 1, "z-index": 10 } },
      { selector: "node.chosen", style: { width: "data(size)" } },
      { selector: ".faded", style: { opacity: 0.13 } },
      { selector: ".hidden", style: { display: "none" } },
    ];
  };
  const amountText = (q) => {
    if (q.amount === undefined) return "";
    const [whole, part] = q.amount.split(".");
    const grouped = whole.replace(/\B(?=(\d{3})+(?!\d))/g, ",") + (part ? `.${part}` : "");
    const bound = q.amount_bound ? `${TEXTS[language].bounds[q.amount_bound] || q.amount_bound} ` : "";
    return `${bound}${grouped}${q.currency ? ` ${q.currency}` : ""}`;
  };
  const caption = (edge) => [data.relations[edge.r].labels[language], amountText(edge.q)].filter(Boolean).join(" ");
  const degree = (node) => node.edges.length;
  const cy = window.cytoscape({
    // Thousands of names are laid out before anything is drawn.
    ...(big ? { headless: true, styleEnabled: true } : { container: byId("graph") }), style: style(), layout: { name: "preset" }, minZoom: 0.02, maxZoom: 6,
    boxSelectionEnabled: false, autounselectify: true, hideEdgesOnViewport: big, pixelRatio: big ? 1 : "auto",
    elements: {
      nodes: data.nodes.map((node) => ({ data: { id: `n${node.place}`, label: nameOf(node), colour: data.types[node.type].colour, size: 12 + 4 * Math.sqrt(degree(node)) } })),
      edges: data.edges.map((edge) => {
        const width = 1 + (edge.amount > 0 ? Math.min(5, Math.log10(1 + edge.amount) / 2) : 0.4);
        return { data: { id: `e${edge.place}`, source: `n${edge.s}`, target: `n${edge.o}`, label: caption(edge), modality: edge.m, width, wide: width + 2, arrow: data.relations[edge.r].symmetric ? "none" : "triangle" } };
      }),
    },
  });
  const drawnNode = (node) => cy.getElementById(`n${node.place}`);
  const drawnEdge = (edge) => cy.getElementById(`e${edge.place}`);

  /* A layout by forces: springs along edges, repulsion from what is near (by a grid), a pull to the middle. It works in
     slices, so that the page answers meanwhile. */
  const layout = () => {
    const count = data.nodes.length;
    const x = new Float64Array(count), y = new Float64Array(count), dx = new Float64Array(count), dy = new Float64Array(count);
    const golden = Math.PI * (3 - Math.sqrt(5));
    const order = data.nodes.map((node) => node.place).sort((a, b) => degree(data.nodes[b]) - degree(data.nodes[a]));
    order.forEach((place, rank) => {
      x[place] = 34 * Math.sqrt(rank + 0.5) * Math.cos(rank * golden);
      y[place] = 34 * Math.sqrt(rank + 0.5) * Math.sin(rank * golden);
    });
    const pairs = [...new Set(data.edges.filter((e) => e.s !== e.o).map((e) => (e.s < e.o ? e.s * count + e.o : e.o * count + e.s)))].map((key) => [Math.floor(key / count), key % count]);
    const weight = data.nodes.map((node) => 1 + Math.sqrt(degree(node)));
    const length = 70, cell = 110, pull = 0.012 * Math.min(1, 500 / count), rounds = count > 3000 ? 90 : count > 600 ? 160 : 300;
    const step = (round) => {
      dx.fill(0); dy.fill(0);
      const grid = new Map();
      for (let i = 0; i < count; i += 1) {
        const key = Math.floor(x[i] / cell) * 65536 + Math.floor(y[i] / cell);
        const here = grid.get(key);
        if (here) here.push(i); else grid.set(key, [i]);
      }
      for (const [key, here] of grid) {
        for (const other of [key, key + 1, key + 65536, key + 65537, key + 65535]) {
          const there = grid.get(other);
          if (!there) continue;
          for (let a = 0; a < here.length; a += 1) {
            const i = here[a];
            for (let b = other === key ? a + 1 : 0; b < there.length; b += 1) {
              const j = there[b];
              let ax = x[i] - x[j], ay = y[i] - y[j];
              const apart = Math.max(ax * ax + ay * ay, 1);
              if (apart === 1) { ax = (i % 7) - 3 || 1; ay = (j % 5) - 2; }
              const force = Math.min((2400 * Math.min(weight[i] * weight[j], 24)) / apart, 300) / Math.sqrt(apart);
              dx[i] += ax * force; dy[i] += ay * force; dx[j] -= ax * force; dy[j] -= ay * force;
            }
          }
        }
      }
      for (const [i, j] of pairs) {
        const ax = x[j] - x[i], ay = y[j] - y[i], apart = Math.sqrt(ax * ax + ay * ay) || 1;
        const force = (0.09 * (apart - length)) / apart;
        dx[i] += ax * force * 2; dy[i] += ay * force * 2; dx[j] -= ax * force * 2; dy[j] -= ay * force * 2;
      }
      const heat = 40 * (1 - round / rounds) + 1;
      for (let i = 0; i < count; i += 1) {
        dx[i] -= x[i] * pull; dy[i] -= y[i] * pull;
        const far = Math.sqrt(dx[i] * dx[i] + dy[i] * dy[i]) || 1, go = Math.min(far, heat) / far;
        x[i] += dx[i] * go; y[i] += dy[i] * go;
      }
    };
    const place = () => {
      cy.batch(() => data.nodes.forEach((node) => drawnNode(node).position({ x: x[node.place], y: y[node.place] })));
    };
    let round = 0;
    const slice = () => {
      const end = performance.now() + 24;
      do { step(round); round += 1; } while (round < rounds && performance.now() < end);
      if (round < rounds) { window.setTimeout(slice, 0); return; }
      place();
      if (big) cy.mount(byId("graph"));
      cy.fit(undefined, 30);
      document.documentElement.dataset.layout = "done";
    };
    slice();
  };

  const showVisible = () => {
    visible = new Set(data.edges.filter(passes));
    const all = visible.size === data.edges.length;
    let names = 0;
    cy.batch(() => {
      // Only what changes is touched: of thousands of elements most stay as they are.
      data.edges.forEach((edge) => {
        const hidden = !visible.has(edge);
        if (hidden !== Boolean(edge.hidden)) drawnEdge(edge).toggleClass("hidden", hidden);
        edge.hidden = hidden;
      });
      data.nodes.forEach((node) => {
        const shown = all || node.edges.some((edge) => visible.has(edge));
        if (shown === Boolean(node.hidden)) drawnNode(node).toggleClass("hidden", !shown);
        node.hidden = !shown;
        names += shown ? 1 : 0;
      });
    });
    byId("shown").textContent = text("shown", names, visible.size);
  };
  const mark = (nodes, edges) => {
    cy.batch(() => {
      cy.elements().removeClass("chosen near faded");
      if (nodes.length + edges.length === 0) return;
      cy.elements().addClass("faded");
      nodes.forEach((node) => drawnNode(node).removeClass("faded").addClass("chosen"));
      edges.forEach((edge) => {
        drawnEdge(edge).removeClass("faded").addClass("near");
        [edge.s, edge.o].forEach((place) => drawnNode(data.nodes[place]).removeClass("faded"));
      });
    });
  };
  const centre = (nodes) => {
    const found = cy.collection(nodes.map((node) => drawnNode(node)).filter((node) => !node.hasClass("hidden")));
    if (!found.length) return;
    const box = found.closedNeighborhood().not(".hidden").boundingBox();
    const zoom = Math.min(2, (cy.width() - 120) / Math.max(box.w, 1), (cy.height() - 120) / Math.max(box.h, 1));
    const pan = { x: cy.width() / 2 - zoom * (box.x1 + box.w / 2), y: cy.height() / 2 - zoom * (box.y1 + box.h / 2) };
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    cy.animate({ zoom, pan }, { duration: still ? 0 : 250 });
  };

  // ---- details -------------------------------------------------------------------------------------------------
  const button = (words, act, properties = {}) => {
    const made = make("button", { type: "button", className: "link", dir: "auto", textContent: words, ...properties });
    made.addEventListener("click", act);
    return made;
  };
  const details = (...children) => {
    byId("shown-details").replaceChildren(...children);
    byId("details").scrollTop = 0;
  };
  const dot = (node) => { const made = make("span", { className: "dot" }); made.style.background = data.types[node.type].colour; return made; };
  const sentence = (edge) => {
    const said = [amountText(edge.q), edge.q.role, edge.q.asset, edge.q.start].filter(Boolean).join(language === "ar" ? "، " : ", ");
    const parts = { subject: nameOf(data.nodes[edge.s]), object: nameOf(data.nodes[edge.o]), details: said ? `(${said})` : "" };
    return data.relations[edge.r].sentence[language].replace(/\{(\w+)\}/g, (_, name) => (name === "details" ? parts.details : isolated(parts[name]))).replace(/\s+/g, " ").trim();
  };
  const badge = (edge) => make("span", { className: `badge ${edge.m}`, textContent: text(edge.m) + (edge.by ? ` · ${isolated(edge.by)}` : "") });
  const safeAddress = (address) => { try { return ["http:", "https:"].includes(new URL(address).protocol) ? address : null; } catch { return null; } };
  const quote = ([place, words, isRecord]) => {
    const source = data.sources[place] || { title: "?" };
    const cite = make("cite", { dir: "auto" });
    const label = [source.title, source.publisher, source.published].filter(Boolean).join(" · ");
    const address = source.url ? safeAddress(source.url) : null;
    cite.append(address ? make("a", { href: address, target: "_blank", rel: "noopener noreferrer", textContent: label }) : label);
    const made = make("blockquote", { dir: "auto" });
    if (source.language && source.language !== "und") made.lang = source.language;
    if (isRecord) made.append(make("strong", { textContent: `${text("record")}\n` }));
    made.append(words, cite);
    return made;
  };
  const card = (edge) => {
    const made = make("article", { className: "card" });
    made.append(make("p", { dir: direction(), textContent: sentence(edge) }), badge(edge));
    const facts = make("dl");
    const add = (name, value) => { if (value !== undefined && value !== "" && value !== null) facts.append(make("dt", { textContent: name }), make("dd", { dir: "auto", textContent: String(value) })); };
    add(text("amountIs"), amountText(edge.q));
    ["count", "role", "asset", "place", "start", "end", "when_text"].forEach((name) => add(text(name), edge.q[name]));
    if (edge.q.past) add(text("end"), text("past"));
    made.append(facts, make("p", { className: "faint", textContent: text("sources", edge.support) }));
    if (edge.total) made.append(make("p", { className: "faint", textContent: text("total") }));
    edge.e.forEach((item) => made.append(quote(item)));
    if (edge.more) made.append(make("p", { className: "faint", textContent: text("more", edge.more) }));
    return made;
  };
  const between = (edge) => data.nodes[edge.s].edges.filter((other) => visible.has(other) && [other.s, other.o].sort().join() === [edge.s, edge.o].sort().join());
  const showEdge = (edge, focus) => {
    const others = between(edge);
    mark([data.nodes[edge.s], data.nodes[edge.o]], others);
    drawnEdge(edge).addClass("chosen");
    const sorted = [edge, ...others.filter((other) => other !== edge)];
    details(make("p", {}, ends(edge)), make("p", { className: "faint", textContent: text("ties", sorted.length) }), ...sorted.map(card));
    if (focus) byId("details").focus();
  };
  const ends = (edge) => {
    const made = document.createDocumentFragment();
    [edge.s, edge.o].forEach((place, at) => {
      const node = data.nodes[place];
      if (at) made.append(" – ");
      made.append(dot(node), button(nameOf(node), () => showNode(node, true)));
    });
    return made;
  };
  const showNode = (node, focus) => {
    const shown = node.edges.filter((edge) => visible.has(edge));
    mark([node], shown);
    const pick = make("p");
    pick.append(button(text("asFrom"), () => setEnd("from", node), { className: "" }), " ", button(text("asTo"), () => setEnd("to", node), { className: "" }));
    const facts = make("p", { className: "faint", textContent: data.types[node.type].labels[language] });
    const others = [...new Set([node.name, ...Object.values(node.names), ...(node.also || [])])].filter((name) => name !== nameOf(node));
    const list = make("ul");
    const money = (edge) => (edge.amount === null ? 0 : edge.amount);
    [...shown].sort((a, b) => data.relations[b.r].strength - data.relations[a.r].strength || money(b) - money(a)).forEach((edge) => {
      list.append(make("li", {}, button(sentence(edge), () => showEdge(edge, true), { dir: direction() }), " ", badge(edge)));
    });
    const heading = make("h3", { dir: "auto" }); heading.append(dot(node), nameOf(node));
    const children = [heading, facts, pick];
    if (others.length) children.push(make("p", { dir: "auto", textContent: `${text("also")}: ${others.map(isolated).join(language === "ar" ? "، " : ", ")}` }));
    if (node.ids) children.push(make("p", { className: "faint", textContent: node.ids.map(([scheme, value]) => `${scheme} ${value}`).join(", ") }));
    details(...children, make("p", { textContent: text("ties", shown.length) }), list);
    if (focus) { byId("details").focus(); centre([node]); }
  };

  // ---- path finding ----------------------------------------------------------------------------------------------
  const setEnd = (end, node) => {
    chosen[end] = node;
    byId(end).textContent = node ? nameOf(node) : "–";
  };
  /* The cheapest chain through what is shown: fewest hops, then strongest ties. Denied ties and stated sums never link. */
  const findPath = (from, to) => {
    const cost = new Map([[from, 0]]), way = new Map(), done = new Set();
    const waiting = [[0, from]];
    const push = (item) => { waiting.push(item); let i = waiting.length - 1; while (i > 0) { const up = (i - 1) >> 1; if (waiting[up][0] <= waiting[i][0]) break; [waiting[up], waiting[i]] = [waiting[i], waiting[up]]; i = up; } };
    const pop = () => { const top = waiting[0], last = waiting.pop(); if (waiting.length) { waiting[0] = last; let i = 0; for (;;) { let low = 2 * i + 1; if (low >= waiting.length) break; if (low + 1 < waiting.length && waiting[low + 1][0] < waiting[low][0]) low += 1; if (waiting[i][0] <= waiting[low][0]) break; [waiting[low], waiting[i]] = [waiting[i], waiting[low]]; i = low; } } return top; };
    while (waiting.length) {
      const [so, node] = pop();
      if (done.has(node)) continue;
      done.add(node);
      if (node === to) break;
      node.edges.forEach((edge) => {
        if (!visible.has(edge) || edge.m === "denied" || edge.total) return;
        const other = data.nodes[edge.s === node.place ? edge.o : edge.s];
        const price = so + 1 + 0.2 * (1 - data.relations[edge.r].strength) + 0.05 * MODALITIES.indexOf(edge.m);
        if (price < (cost.has(other) ? cost.get(other) : Infinity)) { cost.set(other, price); way.set(other, edge); push([price, other]); }
      });
    }
    if (!way.has(to)) return null;
    const hops = [];
    for (let node = to; node !== from;) {
      const edge = way.get(node);
      hops.unshift(edge);
      node = data.nodes[edge.s === node.place ? edge.o : edge.s];
    }
    return hops;
  };
  const showPath = () => {
    const { from, to } = chosen;
    if (!from || !to || from === to) { details(make("p", { role: "status", textContent: text("chooseTwo") })); return; }
    const hops = findPath(from, to);
    if (!hops) { mark([from, to], []); details(make("p", { role: "status", dir: "auto", textContent: text("noPath", isolated(nameOf(from)), isolated(nameOf(to))) })); byId("details").focus(); return; }
    const nodes = [...new Set(hops.flatMap((edge) => [data.nodes[edge.s], data.nodes[edge.o]]))];
    mark(nodes, hops);
    hops.forEach((edge) => drawnEdge(edge).addClass("chosen"));
    const list = make("ol", { id: "hops" });
    hops.forEach((edge) => list.append(make("li", {}, button(sentence(edge), () => showEdge(edge, true), { dir: direction() }), " ", badge(edge))));
    details(make("h3", { textContent: `${text("path")}: ${text("hops", hops.length)}` }), list, ...hops.map(card));
    byId("details").focus();
    centre(nodes);
  };

  // ---- controls ----------------------------------------------------------------------------------------------------
  const search = () => {
    const wanted = fold(byId("find").value);
    const list = byId("found");
    if (!wanted) { list.replaceChildren(); return; }
    const rank = (node) => Math.min(...node.folded.map((name) => (name === wanted ? 0 : name.startsWith(wanted) ? 1 : name.includes(` ${wanted}`) ? 2 : name.includes(wanted) ? 3 : 9)));
    const found = data.nodes.map((node) => [rank(node), node]).filter(([score]) => score < 9).sort((a, b) => a[0] - b[0] || degree(b[1]) - degree(a[1]));
    list.replaceChildren(...found.slice(0, 30).map(([, node]) => {
      const item = make("li");
      const name = button("", () => showNode(node, true), { className: "name" });
      name.append(dot(node), nameOf(node), " ", make("small", { textContent: data.types[node.type].labels[language] }));
      item.append(name, button(text("from"), () => setEnd("from", node), { className: "pick-from", ariaLabel: `${text("from")}: ${nameOf(node)}` }), button(text("to"), () => setEnd("to", node), { className: "pick-to", ariaLabel: `${text("to")}: ${nameOf(node)}` }));
      return item;
    }));
    if (!found.length) list.append(make("li", { className: "faint", textContent: text("nothing") }));
  };
  const tick = (words, isOn, act, count) => {
    const box = make("input", { type: "checkbox", checked: isOn });
    box.addEventListener("change", () => { act(box.checked); showVisible(); });
    const label = make("label", { className: "tick" }, box, make("span", { textContent: words }));
    if (count !== undefined) label.append(make("span", { className: "count", textContent: String(count) }));
    return label;
  };
  const shownDay = (day) => new Date(day * DAY).toISOString().slice(0, 10);
  const buildFilters = () => {
    const counts = {}; const modalities = {};
    data.edges.forEach((edge) => { counts[edge.r] = (counts[edge.r] || 0) + 1; modalities[edge.m] = (modalities[edge.m] || 0) + 1; });
    byId("modalities").replaceChildren(...MODALITIES.map((name) => tick(text(name), filters.modalities.has(name), (on) => (on ? filters.modalities.add(name) : filters.modalities.delete(name)), modalities[name] || 0)));
    const relations = [];
    Object.entries(data.kinds).forEach(([kind, labels]) => {
      const names = Object.keys(data.relations).filter((name) => data.relations[name].kind === kind);
      if (!names.length) return;
      relations.push(make("p", { className: "kind", textContent: labels[language] }));
      names.forEach((name) => relations.push(tick(data.relations[name].labels[language], filters.relations.has(name), (on) => (on ? filters.relations.add(name) : filters.relations.delete(name)), counts[name])));
    });
    byId("relations").replaceChildren(...relations);
    ["since", "until"].forEach((name) => {
      const slider = byId(name);
      Object.assign(slider, { min: firstDay, max: lastDay, disabled: !days.length });
      slider.value = filters[name];
      byId(`${name}-shown`).textContent = days.length ? shownDay(filters[name]) : "–";
      slider.setAttribute("aria-valuetext", byId(`${name}-shown`).textContent);
    });
    byId("legend").replaceChildren(...Object.entries(data.types).filter(([name]) => data.nodes.some((node) => node.type === name)).map(([, spec]) => {
      const swatch = make("span"); swatch.style.background = spec.colour;
      return make("li", {}, swatch, spec.labels[language]);
    }));
  };
  let drawnIn = language;
  const speak = () => {
    document.documentElement.lang = language;
    document.documentElement.dir = direction();
    document.querySelectorAll("[data-text]").forEach((element) => { element.textContent = text(element.dataset.text); });
    document.querySelectorAll("[data-label]").forEach((element) => element.setAttribute("aria-label", text(element.dataset.label)));
    const other = byId("language");
    other.textContent = language === "ar" ? "English" : "العربية";
    other.lang = language === "ar" ? "en" : "ar";
    byId("title").textContent = data.title;
    ["from", "to"].forEach((end) => setEnd(end, chosen[end]));
    if (drawnIn !== language) {
      cy.batch(() => {
        data.nodes.forEach((node) => drawnNode(node).data("label", nameOf(node)));
        data.edges.forEach((edge) => drawnEdge(edge).data("label", caption(edge)));
      });
      drawnIn = language;
    }
    buildFilters(); showVisible(); search();
  };
  const isDark = () => document.documentElement.dataset.theme === "dark";
  const showTheme = () => {
    byId("theme").textContent = text(isDark() ? "light" : "dark");
    byId("theme").setAttribute("aria-pressed", String(isDark()));
  };

  let pause = 0;
  const soon = (act) => { window.clearTimeout(pause); pause = window.setTimeout(act, 60); };
  byId("find").addEventListener("input", search);
  byId("find").addEventListener("keydown", (event) => {
    if (event.key === "Enter" || event.key === "ArrowDown") { const first = byId("found").querySelector("button"); if (first) { event.preventDefault(); if (event.key === "Enter") first.click(); else first.focus(); } }
  });
  ["since", "until"].forEach((name) => byId(name).addEventListener("input", (event) => {
    filters[name] = Number(event.target.value);
    byId(`${name}-shown`).textContent = shownDay(filters[name]);
    event.target.setAttribute("aria-valuetext", shownDay(filters[name]));
    soon(showVisible);
  }));
  byId("undated").addEventListener("change", (event) => { filters.undated = event.target.checked; showVisible(); });
  byId("least").addEventListener("input", (event) => { filters.least = event.target.value === "" ? null : Number(event.target.value); soon(showVisible); });
  byId("filters").addEventListener("submit", (event) => event.preventDefault());
  byId("filters").addEventListener("reset", () => {
    Object.assign(filters, { modalities: new Set(MODALITIES), relations: new Set(Object.keys(data.relations)), since: firstDay, until: lastDay, undated: true, least: null });
    window.setTimeout(() => { buildFilters(); showVisible(); }, 0);
  });
  byId("route").addEventListener("submit", (event) => { event.preventDefault(); showPath(); });
  byId("clear-from").addEventListener("click", () => setEnd("from", null));
  byId("clear-to").addEventListener("click", () => setEnd("to", null));
  byId("fit").addEventListener("click", () => { mark([], []); cy.fit(cy.elements().not(".hidden"), 30); });
  byId("language").addEventListener("click", () => { language = language === "ar" ? "en" : "ar"; speak(); showTheme(); details(make("p", { textContent: text("hint") })); mark([], []); });
  byId("theme").addEventListener("click", () => { document.documentElement.dataset.theme = isDark() ? "light" : "dark"; showTheme(); cy.style(style()); });
  byId("print").addEventListener("click", () => window.print());
  byId("graph").addEventListener("keydown", (event) => {
    const move = { ArrowLeft: [40, 0], ArrowRight: [-40, 0], ArrowUp: [0, 40], ArrowDown: [0, -40] }[event.key];
    const middle = { x: cy.width() / 2, y: cy.height() / 2 };
    if (move) cy.panBy({ x: move[0], y: move[1] });
    else if (event.key === "+" || event.key === "=") cy.zoom({ level: cy.zoom() * 1.25, renderedPosition: middle });
    else if (event.key === "-") cy.zoom({ level: cy.zoom() / 1.25, renderedPosition: middle });
    else if (event.key === "0") cy.fit(cy.elements().not(".hidden"), 30);
    else return;
    event.preventDefault();
  });
  document.addEventListener("keydown", (event) => {
    const typing = event.target instanceof HTMLInputElement;
    if (event.key === "/" && !typing) { event.preventDefault(); byId("find").focus(); }
    if (event.key === "Escape") { mark([], []); details(make("p", { textContent: text("hint") })); byId("find").focus(); }
  });
  cy.on("tap", "node", (event) => showNode(data.nodes[Number(event.target.id().slice(1))], false));
  cy.on("tap", "edge", (event) => showEdge(data.edges[Number(event.target.id().slice(1))], false));
  cy.on("tap", (event) => { if (event.target === cy) { mark([], []); details(make("p", { textContent: text("hint") })); } });
  speak();
  showTheme();
  layout();
  // For whoever looks from the console, and for tests.
  window.techpol = { cy, data, visible: () => visible, showEdge, showNode };
})();
