internal import Assets
public import Drawing
public import Findings
internal import Foundation

/// Writes a report as one self-contained HTML page.
///
/// The page asks nothing of any server: its content policy forbids every request and names the hashes of its own
/// style and script. It is well-formed XML, too. All text is escaped, and no link runs a script.
public struct HTMLWriter: Sendable {
  /// The words that the page itself says.
  public struct Wording: Sendable, Equatable {
    /// The link that leads past the head of the page.
    public var skip = "Skip to content"
    /// Names the linked contents.
    public var contents = "Contents"
    /// Opens the data behind a figure.
    public var data = "Data of this figure"
    /// Names a group of key figures.
    public var keyFigures = "Key figures"
    /// Precedes the value of a key figure before the change.
    public var before = "from"
    /// Read out with a welcome change.
    public var good = "better"
    /// Read out with an unwelcome change.
    public var bad = "worse"
    /// Read out with any other change.
    public var neutral = "neither better nor worse"
    /// Stands between the count of rows shown and that of all rows.
    public var of = "of"
    /// Follows the counts of rows, before the file that holds all.
    public var all = "rows, all in"
    /// Follows the counts of rows where the file is not known.
    public var shown = "rows; all stand in the tables that come with this report"
    /// Labels the field that narrows a long table.
    public var filter = "Show rows with"
    /// The link back to the head of the page.
    public var top = "Back to the top"
    /// Says what the page needs.
    public var footer = "This page is complete in one file and needs no network."

    /// English.
    public init() {}
  }

  /// Rows beyond these are left to the table's file.
  static let longestTable = 200

  let theme: Theme
  let language: String
  let title: String
  let figures: [String: HTMLFigure]
  let tableFiles: [String: String]
  let wording: Wording
  /// Rules of the page, without the theme's variables.
  let styleSheet: String
  /// The format of counts.
  let format: NumberFormat
  /// Who speaks, above the title.
  let brand: String
  /// Their sign, a PNG file.
  let logo: [UInt8]?

  /// Makes a writer.
  ///
  /// - Parameters:
  ///   - theme: colours by role and the family of the text.
  ///   - language: BCP 47 tag of the report's language.
  ///   - title: name of the page, and its first heading where the document has none.
  ///   - figures: pictures by figure id, which is the file name of the image without folder and ending.
  ///   - tableFiles: files that hold whole tables, by the caption of the table.
  ///   - wording: the words that the page itself says.
  ///   - styleSheet: rules of the page; `nil` = the built-in ones.
  ///   - format: how counts are written.
  ///   - brand: who speaks, above the title.
  ///   - logo: their sign, a PNG file.
  public init(
    theme: Theme, language: String, title: String, figures: [String: HTMLFigure], tableFiles: [String: String] = [:],
    wording: Wording = Wording(), styleSheet: String? = nil, format: NumberFormat = NumberFormat(currency: ""),
    brand: String = "", logo: [UInt8]? = nil
  ) {
    self.format = format
    self.brand = brand
    self.logo = logo
    self.theme = theme
    self.language = language
    self.title = title
    self.figures = figures
    self.tableFiles = tableFiles
    self.wording = wording
    self.styleSheet = styleSheet ?? Assets.styleSheet
  }

  /// The whole page, as UTF-8.
  public func page(_ blocks: [MarkdownBlock]) -> [UInt8] {
    var ids = IdentifierRegistry(pictures: figures.values.flatMap { [$0.svg, $0.narrowSVG ?? ""] })
    let outline = HTMLOutline(blocks, title: title, ids: &ids)
    var cover = HTMLBody(writer: self, entries: [], ids: ids)
    cover.writeCover(outline.cover)
    var body = HTMLBody(writer: self, entries: outline.entries, ids: cover.ids)
    body.write(outline.body)
    let style = StyleSheet.text(theme, rules: styleSheet)
    let script = Assets.script
    let page = """
      <!DOCTYPE html>
      <html xmlns="http://www.w3.org/1999/xhtml" lang="\(HTMLText.escape(language))" dir="\(LanguageTag.isRightToLeft(language) ? "rtl" : "ltr")">
      <head>
      <meta charset="utf-8" />
      <meta http-equiv="Content-Security-Policy" content="\(ContentPolicy.text(style: style, script: script))" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="light dark" />
      <title>\(HTMLText.escape(title))</title>
      <style>\(style)</style>
      </head>
      <body data-filter="\(HTMLText.escape(wording.filter))" data-decimal="\(HTMLText.escape(format.decimalMark))">
      <a class="skip" href="#content">\(HTMLText.escape(wording.skip))</a>
      <header>
      \(brandLine)<h1>\(HTMLInlines.html(outline.title))</h1>
      \(cover.html)</header>
      \(outline.showsContents ? contents(outline.entries) : "")<main id="content">
      \(body.html)</main>
      <footer>
      <p>\(HTMLText.escape(title)). \(HTMLText.escape(wording.footer))</p>
      <p><a href="#content">\(HTMLText.escape(wording.top))</a></p>
      </footer>
      <script>\(script)</script>
      </body>
      </html>

      """
    return Array(page.utf8)
  }

  /// Logo and name; a logo beside its name is an ornament.
  private var brandLine: String {
    guard logo != nil || !brand.isEmpty else { return "" }
    let picture = logo.map { "<img src=\"data:image/png;base64,\(Data($0).base64EncodedString())\" alt=\"\" />" } ?? ""
    return "<p class=\"brand\">\(picture)<bdi>\(HTMLText.escape(brand))</bdi></p>\n"
  }

  /// Links to the headings of the second level, each with those of the third below it.
  private func contents(_ entries: [HTMLOutline.Entry]) -> String {
    var html = "<nav aria-labelledby=\"contents\">\n<p id=\"contents\">\(HTMLText.escape(wording.contents))</p>\n<ol>"
    var isNested = false
    for (index, entry) in entries.enumerated() where entry.level <= 3 {
      if entry.level == 3, !isNested { html += "\n<ol>" }
      if entry.level == 2, isNested { html += "</li></ol>" }
      if index > 0, entry.level == 2 || isNested { html += "</li>" }
      isNested = entry.level == 3
      html += "\n<li><a href=\"#\(entry.id)\">\(HTMLInlines.html([.text(entry.title.plainText)]))</a>"
    }
    html += isNested ? "</li></ol></li>" : entries.isEmpty ? "" : "</li>"
    return html + "\n</ol>\n</nav>\n"
  }
}
