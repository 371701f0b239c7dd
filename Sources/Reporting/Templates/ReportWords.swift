internal import Findings
import Foundation
internal import PageLayout

/// The words that stand in a page or PDF and in no template: `words.json`, which a folder of templates may have in its
/// language. What it leaves out is English.
struct ReportWords: Sendable, Equatable {
  private var words = Self.english

  private static let english: [String: String] = {
    let page = HTMLWriter.Wording()
    let sheet = PageStyle.Wording()
    return [
      "skip": page.skip, "contents": page.contents, "data": page.data, "key_figures": page.keyFigures,
      "from": page.before, "better": page.good, "worse": page.bad, "neither": page.neutral, "of": page.of,
      "rows_all_in": page.all, "rows_shown": page.shown, "filter": page.filter, "top": page.top,
      "footer": page.footer, "page": sheet.page, "continued": sheet.continued, "part": sheet.part, "run": "Run",
    ]
  }()

  /// English.
  init() {}

  /// Reads a file: names and texts.
  ///
  /// - Throws: ``TemplateError`` for what is no such file, and for names that no word has.
  init(json: String) throws(TemplateError) {
    guard let given = try? JSONDecoder().decode([String: String].self, from: Data(json.utf8)) else {
      throw TemplateError(faults: ["words.json: expected names and texts, like {\"contents\": \"Inhalt\"}"])
    }
    let unknown = given.keys.filter { Self.english[$0] == nil }.sorted()
    guard unknown.isEmpty else {
      throw TemplateError(
        faults: unknown.map {
          "words.json: there is no word “\($0)”; there are \(Self.english.keys.sorted().joined(separator: ", "))"
        })
    }
    words.merge(given) { _, own in own }
  }

  /// The file.
  var text: String { StableJSON.text(words) ?? "" }

  /// A word by its name.
  subscript(name: String) -> String { words[name] ?? "" }

  /// The words of a page.
  var page: HTMLWriter.Wording {
    var page = HTMLWriter.Wording()
    (page.skip, page.contents, page.data, page.keyFigures) =
      (self["skip"], self["contents"], self["data"], self["key_figures"])
    (page.before, page.good, page.bad, page.neutral) = (self["from"], self["better"], self["worse"], self["neither"])
    (page.of, page.all, page.shown) = (self["of"], self["rows_all_in"], self["rows_shown"])
    (page.filter, page.top, page.footer) = (self["filter"], self["top"], self["footer"])
    return page
  }

  /// The words of a PDF.
  var sheet: PageStyle.Wording {
    var sheet = PageStyle.Wording()
    (sheet.page, sheet.of, sheet.continued, sheet.part) = (self["page"], self["of"], self["continued"], self["part"])
    return sheet
  }
}
