internal import Findings

/// A table whose cells are HTML already.
struct HTMLTable {
  var head: [String]
  var rows: [[String]]
  /// The rows that sum up others.
  var totals: Set<Int>
  var alignments: [MarkdownTable.Alignment]

  init(head: [String], rows: [[String]], totals: Set<Int>, alignments: [MarkdownTable.Alignment]) {
    self.head = head
    self.rows = rows
    self.totals = totals
    self.alignments = alignments
  }

  /// The data behind a figure; columns of numbers go to the right.
  init(_ data: HTMLFigure.DataTable) {
    func cell(_ text: String) -> String { HTMLInlines.cell([.text(text)]) }
    head = data.head.map(cell)
    rows = data.rows.map { $0.map(cell) }
    totals = []
    alignments = data.head.indices.map { data.isNumeric(column: $0) ? .end : .start }
  }

  /// Whether paper can keep its rows together.
  var fitsOnAPage: Bool { rows.count <= 15 }

  /// The rows that the page shows: the first ones, and the totals wherever they stand.
  private var shown: [Int] {
    rows.indices.filter { $0 < HTMLWriter.longestTable || totals.contains($0) }
  }

  /// Says which rows are left out, and where they stand; `nil` where none is.
  func omission(file: String?, wording: HTMLWriter.Wording, format: NumberFormat) -> String? {
    let shown = shown.count
    guard shown < rows.count else { return nil }
    let counts = "\(format.units(shown)) \(wording.of) \(format.units(rows.count)) "
    return file.map { counts + "\(wording.all) \($0)" } ?? counts + wording.shown
  }

  /// The `<table>` element. The first cell of a row is its head; totals at the end form the foot.
  func html(caption: String, captionID: String, hidesCaption: Bool) -> String {
    var html = "<table>\n<caption id=\"\(captionID)\""
    html += hidesCaption ? " class=\"unseen\">" : ">"
    html += "<span>\(caption)</span></caption>\n"
    if head.contains(where: { !$0.isEmpty }) {
      html += "<thead>\n<tr>"
      for (column, cell) in head.enumerated() {
        html += cell.isEmpty ? "<td></td>" : "<th scope=\"col\"\(style(column))><span>\(cell)</span></th>"
      }
      html += "</tr>\n</thead>\n"
    }
    let shown = shown
    let body = shown.prefix(shown.count - shown.reversed().prefix { totals.contains($0) }.count)
    if !body.isEmpty { html += "<tbody>\n\(body.map(row).joined())</tbody>\n" }
    if body.count < shown.count {
      html += "<tfoot>\n\(shown[body.endIndex...].map(row).joined())</tfoot>\n"
    }
    return html + "</table>\n"
  }

  private func row(_ index: Int) -> String {
    var html = totals.contains(index) ? "<tr class=\"total\">" : "<tr>"
    for (column, cell) in rows[index].enumerated() {
      let name = column == 0 && !cell.isEmpty ? "th" : "td"
      html += "<\(name)\(name == "th" ? " scope=\"row\"" : "")\(style(column))>\(cell)</\(name)>"
    }
    return html + "</tr>\n"
  }

  private func style(_ column: Int) -> String {
    switch column < alignments.count ? alignments[column] : .start {
    case .start: ""
    case .center: " class=\"middle\""
    case .end: " class=\"figure\""
    }
  }
}

extension MarkdownTable {
  /// Whether no column is named.
  var hasNoHeads: Bool { head.allSatisfy { $0.plainText.allSatisfy(\.isWhitespace) } }
}
