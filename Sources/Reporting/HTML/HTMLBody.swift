/// Visits blocks and writes them as HTML, top to bottom.
struct HTMLBody {
  let writer: HTMLWriter
  /// The headings to come, top to bottom.
  private var entries: ArraySlice<HTMLOutline.Entry>
  /// The ids given away so far.
  private(set) var ids: IdentifierRegistry
  /// What has been written.
  private(set) var html = ""
  /// Figures that already stand in the page, with their ids there.
  private var placed: [String: String] = [:]
  private var isInSection = false
  /// Names a table that has no caption.
  private var nearestHeading: String

  init(writer: HTMLWriter, entries: [HTMLOutline.Entry], ids: IdentifierRegistry) {
    self.writer = writer
    self.entries = entries[...]
    self.ids = ids
    nearestHeading = writer.title
  }

  /// The body: a section for every heading of the second level.
  mutating func write(_ blocks: [MarkdownBlock]) {
    writeSequence(blocks)
    if isInSection { html += "</section>\n" }
    isInSection = false
  }

  /// The cover: facts and notices between the title and the body.
  mutating func writeCover(_ blocks: [MarkdownBlock]) {
    for block in blocks {
      switch block {
      case .table(let table) where table.head.count == 2 && table.hasNoHeads:
        html += "<dl class=\"facts\">\n"
        for row in table.rows where row.count == 2 {
          html += "<div><dt>\(HTMLInlines.html(row[0]))</dt><dd>\(HTMLInlines.cell(row[1]))</dd></div>\n"
        }
        html += "</dl>\n"
      case .paragraph(let text):
        if let notice = text.onlyEmphasis {
          html += "<p class=\"notice\">\(HTMLInlines.html(notice))</p>\n"
        } else {
          writeSequence([block])
        }
      default: writeSequence([block])
      }
    }
  }

  private mutating func writeSequence(_ blocks: [MarkdownBlock]) {
    var rest = blocks[...]
    while let block = rest.popFirst() {
      switch block {
      case .directive("tiles"):
        if case .table(let table)? = rest.first, let tiles = KeyFigureTile.tiles(table, wording: writer.wording) {
          rest.removeFirst()
          html += tiles
        }
      case .directive("pair"): writePair(&rest)
      case .directive("page-break"): html += "<div class=\"page-break\"></div>\n"
      case .directive: continue
      case .table(let table): write(table, caption: nil, &rest)
      case .paragraph(let text):
        if let caption = text.onlyEmphasis, case .table(let table)? = rest.first {
          rest.removeFirst()
          write(table, caption: caption, &rest)
        } else if let images = text.onlyImages {
          for image in images { writeFigure(image) }
        } else {
          html += "<p>\(HTMLInlines.html(text))</p>\n"
        }
      default: writeSimple(block)
      }
    }
  }

  /// Blocks that do not look at what stands beside them.
  private mutating func writeSimple(_ block: MarkdownBlock) {
    switch block {
    case .heading(_, let text): writeHeading(text)
    case .quote(let inner):
      html += "<div class=\"callout\" role=\"note\">\n"
      writeSequence(inner)
      html += "</div>\n"
    case .list(let items, let firstNumber): writeList(items, firstNumber: firstNumber)
    case .code(let text):
      let name = HTMLText.escape(nearestHeading)
      html += "<pre tabindex=\"0\" role=\"region\" aria-label=\"\(name)\"><code>\(HTMLText.escape(text))</code></pre>\n"
    case .rule: html += "<hr />\n"
    default: return
    }
  }

  /// A heading of the outline; one inside a callout or list, which no outline holds, is a strong paragraph.
  private mutating func writeHeading(_ text: [MarkdownInline]) {
    guard let entry = entries.first, entry.title == text else {
      html += "<p><strong>\(HTMLInlines.html(text))</strong></p>\n"
      return
    }
    entries.removeFirst()
    if entry.level == 2 {
      html += isInSection ? "</section>\n<section>\n" : "<section>\n"
      isInSection = true
    }
    nearestHeading = entry.title.plainText
    html += "<h\(entry.level) id=\"\(entry.id)\">\(HTMLInlines.html(text))</h\(entry.level)>\n"
  }

  private mutating func writeList(_ items: [[MarkdownBlock]], firstNumber: Int?) {
    let name = firstNumber == nil ? "ul" : "ol"
    let start = firstNumber.map { $0 == 1 ? "" : " start=\"\($0)\"" } ?? ""
    html += "<\(name)\(start)>\n"
    for item in items {
      html += "<li>"
      if case .paragraph(let text)? = item.first {
        html += HTMLInlines.html(text)
        if item.count > 1 { writeSequence(Array(item.dropFirst())) }
      } else {
        writeSequence(item)
      }
      html += "</li>\n"
    }
    html += "</\(name)>\n"
  }

  // MARK: Tables

  /// A table; the emphasis after it is its note, unless it is the caption of the next one.
  private mutating func write(
    _ table: MarkdownTable, caption: [MarkdownInline]?, _ rest: inout ArraySlice<MarkdownBlock>
  ) {
    var note: [MarkdownInline]?
    if case .paragraph(let text)? = rest.first, let emphasis = text.onlyEmphasis {
      let next = rest.dropFirst().first
      if case .table? = next {
        note = nil
      } else {
        note = emphasis
        rest.removeFirst()
      }
    }
    let parts = HTMLTable(
      head: table.head.map(HTMLInlines.cell), rows: table.rows.map { $0.map(HTMLInlines.cell) },
      totals: Set(table.rows.indices.filter { table.rows[$0].first?.isWhollyStrong ?? false }),
      alignments: table.alignments)
    write(
      parts, caption: caption.map(HTMLInlines.html) ?? HTMLText.escape(nearestHeading), hidesCaption: caption == nil,
      file: caption.flatMap { writer.tableFiles[$0.plainText] }, note: note.map(HTMLInlines.html))
  }

  private mutating func write(
    _ table: HTMLTable, caption: String, hidesCaption: Bool, file: String?, note: String?
  ) {
    let id = ids.unique("table")
    let style = table.fitsOnAPage ? "short table" : "table"
    html += "<div class=\"\(style)\" role=\"region\" aria-labelledby=\"\(id)\" tabindex=\"0\">\n"
    html += table.html(caption: caption, captionID: id, hidesCaption: hidesCaption)
    html += "</div>\n"
    if let remark = table.omission(file: file, wording: writer.wording, format: writer.format) {
      html += "<p class=\"note\">\(HTMLText.escape(remark))</p>\n"
    }
    if let note { html += "<p class=\"note\">\(note)</p>\n" }
  }

  // MARK: Figures

  /// The next two figures side by side.
  private mutating func writePair(_ rest: inout ArraySlice<MarkdownBlock>) {
    var images: [MarkdownImage] = []
    while images.count < 2, case .paragraph(let text)? = rest.first, let more = text.onlyImages {
      images += more
      rest.removeFirst()
    }
    guard !images.isEmpty else { return }
    html += "<div class=\"pair\">\n"
    for image in images.prefix(2) { writeFigure(image) }
    html += "</div>\n"
    for image in images.dropFirst(2) { writeFigure(image) }
  }

  private mutating func writeFigure(_ image: MarkdownImage) {
    let file = image.source.split(separator: "/").last.map(String.init) ?? ""
    let key = file.lastIndex(of: ".").map { String(file[..<$0]) } ?? file
    guard let figure = writer.figures[key] else {
      let content = HTMLInlines.html([.image(alternativeText: image.alternativeText, source: image.source, title: "")])
      html += "<p class=\"figure-text\">\(content)</p>\n"
      return
    }
    let caption = HTMLText.escape(figure.caption)
    // A picture may say all itself: then its title names it where only words can.
    let name = [figure.caption, image.title, image.alternativeText].first { !$0.allSatisfy(\.isWhitespace) } ?? key
    if let place = placed[key] {
      html += "<p><a href=\"#\(place)\">\(HTMLText.escape(name))</a></p>\n"
      return
    }
    let id = ids.unique("figure-" + HTMLText.slug(key))
    placed[key] = id
    html += "<figure id=\"\(id)\">\n\(HTMLPicture.html(figure, label: image.alternativeText, name: name))"
    if !caption.isEmpty { html += "<figcaption>\(caption)</figcaption>\n" }
    if let data = figure.data, !data.head.isEmpty {
      html += "<details>\n<summary>\(HTMLText.escape(writer.wording.data))</summary>\n"
      write(
        HTMLTable(data), caption: HTMLText.escape(name), hidesCaption: true, file: "figures/\(key).csv", note: nil)
      html += "</details>\n"
    }
    html += "</figure>\n"
  }
}
