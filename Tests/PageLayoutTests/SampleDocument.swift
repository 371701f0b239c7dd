import Drawing
import PageLayout

/// A made-up document with every kind of block.
enum SampleDocument {
  static let document = Document(title: "Harbour lights: review of the year", footLabel: "Run 4f2a91c0", blocks: blocks)

  static let blocks: [Block] = [
    .cover(cover), .contents(Contents()), .pageBreak,
    .heading(level: 1, ["Executive summary"], anchor: "summary"),
    .paragraph([
      "Replacing 61 % of the lamps in the outer harbour frees ", .strong(["EUR 1.24 million"]),
      " in two years and keeps the service at ", .strong(["98.1 %"]), ". The ",
      .link(["plan"], to: .destination("plan")), " starts with the north pier; the method is described in ",
      .link(["the handbook"], to: .uri("https://example.org/handbook")), ".",
    ]),
    .tiles(tiles),
    .callout([
      .paragraph([.strong(["Decisions asked for."])]),
      .list(
        List(
          [
            [.paragraph(["Approve the pilot on the north pier from 1 March, with a gate on measured service."])],
            [.paragraph(["Release the budget of ", .code("HL-2026-04"), " for the first two phases."])],
          ], firstNumber: 1)),
    ]),
    .heading(level: 2, ["What drives the result"], anchor: "drivers"),
    .paragraph([.text(lorem(3))]),
    .list(
      List([
        [.paragraph([.strong(["Energy."]), .text(" " + lorem(1))])],
        [
          .paragraph(["Maintenance, by season:"]),
          .list(List([[.paragraph(["Winter storms"])], [.paragraph(["Summer traffic"])]])),
        ],
        [.paragraph([.emphasis(["Everything else"]), " taken together."])],
      ])),
    .figures([
      Figure(
        chart(Size(493, 190), "Consumption falls in every quarter"),
        caption: ["Figure 1. Consumption by quarter, MWh. Source: meter readings to 31 December."], anchor: "figure-1")
    ]),
    .table(summaryTable),
    .heading(level: 2, ["Two pictures at one scale"]),
    .figures([
      Figure(chart(Size(239, 150), "North"), caption: ["Figure 2. North pier."]),
      Figure(chart(Size(239, 150), "South"), caption: ["Figure 3. South pier, with a caption that needs two lines."]),
    ]),
    .rule,
    .note(["Source: harbour office, own calculation. Values in EUR, rounded to thousands."]),
    .heading(level: 1, ["Implementation plan"], anchor: "plan"),
    .paragraph([.text(lorem(4))]),
    .heading(level: 3, ["Phases"]),
    .paragraph([.text(lorem(5))]),
    .preformatted("lights plan --pier north\n  --from 2026-03-01"),
    .table(longTable(rows: 90)),
    .heading(level: 2, ["A table that needs a page on its side"], anchor: "wide"),
    .table(wideTable(columns: 16)),
    .heading(level: 2, ["Other scripts"]),
    .paragraph(["مرحبا بالعالم، هذا نص قصير ", .strong(["من اليمين"]), " إلى اليسار."]),
    .paragraph(["港口的灯光每天晚上都会亮起来,船只可以安全地进港。"]),
  ]

  static let cover = Cover(
    brand: "Harbour Office", title: "Harbour lights: review of the year",
    subtitle: "What the lamps cost, what they could cost, and how to get there",
    facts: [
      .init("Scope", "14 piers, 2,310 lamps, amounts in EUR"), .init("Data to", "31 December 2025"),
      .init("Run", "4f2a91c0"), .init("Version", "1.0.0"),
    ], notice: ["Prepared for the planning review. Figures marked “simulated” carry a 95 % interval."])

  static let tiles = [
    Tile(
      label: "Lamp value, EUR", figure: "2.94 M", comparison: "4.18 M → 2.94 M",
      change: .init("−29.7 %", .down, .good), note: "95 % interval 2.88–3.00 M"),
    Tile(
      label: "Service, share of nights lit", figure: "98.1 %", comparison: "96.4 % → 98.1 %",
      change: .init("+1.7 points", .up, .good), note: "simulated, n = 40"),
    Tile(
      label: "Outages a month", figure: "3.2", comparison: "7.9 → 3.2", change: .init("−4.7", .down, .good)),
    Tile(label: "Cost a year, EUR", figure: "612 k", comparison: "598 k → 612 k", change: .init("+2.3 %", .up, .bad)),
    Tile(label: "Crew", figure: "12", comparison: "12 → 12", change: .init("±0", .level, .neutral)),
  ]

  static let summaryTable = Table(
    caption: ["Table 1. Lamps by pier"],
    columns: [.text, .figures, .figures, .figures, .text],
    head: ["Pier", "Lamps", "Value, EUR k", "Lit, % of nights", "Issue"].map { [.text($0)] },
    body: [
      ["North pier", "812", "1,204", "97.2", "Overstocked with spare lamps"],
      ["South pier", "640", "988", "94.0", "Frequent outages"],
      ["Breakwater", "377", "1,411", "98.8", "–"],
    ].map { $0.map { [.text($0)] } },
    totals: [["Total", "1,829", "3,603", "96.6", ""].map { [.text($0)] }],
    note: ["Lit: share of nights without an outage, January to December 2025."], anchor: "table-1")

  static func longTable(rows: Int) -> Table {
    Table(
      caption: ["Table 2. Every lamp"], columns: [.text, .text, .figures, .figures],
      head: ["Lamp", "Place", "Hours", "Change, %"].map { [.text($0)] },
      body: (1...rows).map { row in
        [
          [.text("L-\(1000 + row)")], [.text("Berth \(row % 17 + 1)")], [.text("\(3000 + row * 37 % 911)")],
          [.toned([.text(row % 3 == 0 ? "+4.1" : "−2.5")], row % 3 == 0 ? .bad : .good)],
        ]
      },
      totals: [["Total", "", "301,114", "−0.3"].map { [.text($0)] }])
  }

  static func wideTable(columns: Int) -> Table {
    Table(
      caption: ["Table 3. Months and more"],
      columns: [.text] + Array(repeating: .figures, count: columns - 1),
      head: [["Pier"]] + (1..<columns).map { [.text("Measured \($0), kWh")] },
      body: ["North pier, outer half", "South pier", "Breakwater"].map { name in
        [[.text(name)]] + (1..<columns).map { [.text("\($0 * 1234),\(100 + $0)")] }
      })
  }

  static func chart(_ size: Size, _ title: String) -> Scene {
    let bars = (0..<8).map { index -> SceneElement in
      let height = size.height * (0.75 - Double(index) * 0.06)
      let width = size.width / 8
      return .shape(
        SceneShape(
          .rectangle(
            Rectangle(
              x: Double(index) * width + width * 0.2, y: size.height - height, width: width * 0.6, height: height)),
          fill: .solid(Color(hex: "#0B6E99") ?? .black)))
    }
    let label = SceneText(
      title, font: Font(size: 9, weight: .semibold), color: Color(hex: "#1A1F24") ?? .black, at: Point(0, 10))
    return Scene(
      size: size, title: title, summary: "\(title): bars fall from left to right", elements: bars + [.text(label)])
  }

  /// Sentences of no meaning.
  static func lorem(_ sentences: Int) -> String {
    (0..<sentences).map { index in
      [
        "The lamps at the entrance burn longest, because ships arrive by night and the pilots ask for light early.",
        "A lamp that fails is replaced within two days when the boat is free, and within nine when it is not.",
        "Spare parts are kept on each pier although the depot is an hour away.",
      ][index % 3]
    }.joined(separator: " ")
  }
}
