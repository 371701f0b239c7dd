/// Key figures as tiles: name, proposed value, change against today, remark.
enum KeyFigureTile {
  /// Whether a change is welcome; the word that ends the cell of the change.
  private enum Judgement: String { case good, bad, neutral }

  /// A list of tiles; `nil` for a table that has other columns than figure, now, proposed, change and note.
  static func tiles(_ table: MarkdownTable, wording: HTMLWriter.Wording) -> String? {
    guard table.head.count == 5, table.rows.allSatisfy({ $0.count == 5 }) else { return nil }
    var html = "<ul class=\"tiles\" aria-label=\"\(HTMLText.escape(wording.keyFigures))\">\n"
    for row in table.rows { html += tile(row, proposed: table.head[2].plainText, wording) }
    return html + "</ul>\n"
  }

  private static func tile(_ row: [[MarkdownInline]], proposed: String, _ wording: HTMLWriter.Wording) -> String {
    let (change, judgement) = split(row[3].plainText)
    let word =
      switch judgement {
      case .good: wording.good
      case .bad: wording.bad
      case .neutral: wording.neutral
      }
    var html = "<li>\n<p class=\"name\">\(HTMLInlines.html(row[0]))</p>\n<p class=\"value\">"
    html += "<span class=\"unseen\">\(HTMLText.escape(proposed)): </span>\(HTMLInlines.html(row[2]))</p>\n"
    html += "<p class=\"change\">"
    if !change.isEmpty {
      html += "<span class=\"\(judgement.rawValue)\">\(arrow(change))\(HTMLText.escape(change))"
      html += "<span class=\"unseen\"> (\(HTMLText.escape(word)))</span></span> "
    }
    let now = row[1].plainText
    if now.contains(where: { $0.isLetter || $0.isNumber }) {
      html += "<span class=\"now\">\(HTMLText.escape(wording.before)) \(HTMLInlines.html(row[1]))</span>"
    }
    // A figure keeps its interval on its line.
    let remark = HTMLInlines.html(row[4]).replacing(" ± ", with: "\u{A0}±\u{A0}")
    html += "</p>\n<p class=\"remark\">\(remark)</p>\n</li>\n"
    return html
  }

  /// The change without the word that judges it.
  private static func split(_ cell: String) -> (change: String, judgement: Judgement) {
    var words = cell.split(separator: " ")
    guard let judgement = words.last.flatMap({ Judgement(rawValue: String($0)) }) else { return (cell, .neutral) }
    words.removeLast()
    return (words.joined(separator: " "), judgement)
  }

  /// Repeats the sign of a change, for the eye alone.
  private static func arrow(_ change: String) -> String {
    switch ChangeSign(of: change) {
    case .plus: "<span aria-hidden=\"true\">▲ </span>"
    case .minus: "<span aria-hidden=\"true\">▼ </span>"
    case .none: ""
    }
  }
}
