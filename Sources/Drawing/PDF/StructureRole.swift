/// What a part of a document is to a reader who cannot see it: the standard structure types of PDF (ISO 32000-1,
/// 14.8.4).
public enum StructureRole: Sendable, Hashable {
  /// Which cells a table header names.
  public enum HeaderScope: String, Sendable { case row = "Row", column = "Column" }

  case document
  case section
  /// A heading of level 1 to 6.
  case heading(Int)
  case paragraph
  case blockQuote
  case list
  case listItem
  case listLabel
  case listBody
  case table
  case tableHead
  case tableBody
  case tableRow
  case tableHeader(HeaderScope)
  case tableCell
  case figure
  case caption
  case tableOfContents
  case tableOfContentsItem
  case note
  case code
  case span
  case link
  /// Parts without meaning of their own: running heads, page numbers, repeated table heads.
  case nonStructural

  /// The name in the file.
  var name: String {
    switch self {
    case .document: "Document"
    case .section: "Sect"
    case .heading(let level): "H\(min(max(level, 1), 6))"
    case .paragraph: "P"
    case .blockQuote: "BlockQuote"
    case .list: "L"
    case .listItem: "LI"
    case .listLabel: "Lbl"
    case .listBody: "LBody"
    case .table: "Table"
    case .tableHead: "THead"
    case .tableBody: "TBody"
    case .tableRow: "TR"
    case .tableHeader: "TH"
    case .tableCell: "TD"
    case .figure: "Figure"
    case .caption: "Caption"
    case .tableOfContents: "TOC"
    case .tableOfContentsItem: "TOCI"
    case .note: "Note"
    case .code: "Code"
    case .span: "Span"
    case .link: "Link"
    case .nonStructural: "NonStruct"
    }
  }

  /// Whether an element of this role may hold one of another.
  func allows(_ child: StructureRole) -> Bool {
    switch self {
    case .table: [.tableHead, .tableBody, .tableRow, .caption, .nonStructural].contains(child)
    case .tableHead, .tableBody: [.tableRow, .nonStructural].contains(child)
    case .tableRow: child.isTableCell
    case .list: [.listItem, .caption, .list, .nonStructural].contains(child)
    case .listItem: [.listLabel, .listBody].contains(child)
    case .tableOfContents: [.tableOfContentsItem, .tableOfContents, .caption].contains(child)
    case .heading, .paragraph, .listLabel, .code, .span, .link: child.isInline
    case .tableOfContentsItem: child.isInline || [.paragraph, .listLabel, .tableOfContents].contains(child)
    case .document, .section, .blockQuote, .nonStructural: !child.needsOwnParent && child != .document
    case .listBody, .tableHeader, .tableCell, .figure, .caption, .note:
      !child.needsOwnParent && child != .document && child != .section
    }
  }

  private var isTableCell: Bool {
    switch self {
    case .tableHeader, .tableCell: true
    default: false
    }
  }

  private var isInline: Bool { [.span, .link, .code, .note, .figure, .nonStructural].contains(self) }

  /// Whether the role stands only in a table, list or table of contents.
  private var needsOwnParent: Bool {
    isTableCell
      || [.tableHead, .tableBody, .tableRow, .listItem, .listLabel, .listBody, .tableOfContentsItem].contains(self)
  }
}
