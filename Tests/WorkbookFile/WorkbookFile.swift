import Foundation

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// An Excel workbook read back from its XML, every part of which must be well-formed.
public struct WorkbookFile {
  /// What stands in a cell.
  public struct Cell: Equatable {
    /// The text of the cell, or its figure.
    public var text: String
    /// Whether the cell holds a text of its own.
    public var isText: Bool
    /// The formula, where it has one.
    public var formula: String?
    /// Excel's code of its number format; empty = general.
    public var numberFormat: String
    /// The figure, or what the formula is stored to give.
    public var value: Double? { isText ? nil : Double(text) }
  }

  /// A table that can be filtered.
  public struct Table: Equatable {
    /// Its name.
    public var name: String
    /// Its cells ("A4:C9").
    public var range: String
    /// The cells that have buttons to filter by.
    public var filter: String?
    /// Heads.
    public var heads: [String]
  }

  /// A sheet.
  public struct Sheet {
    /// Its name.
    public var name: String
    /// Cells by address ("B7").
    public var cells: [String: Cell] = [:]
    /// Tables.
    public var tables: [Table] = []
    /// First cell that scrolls.
    public var frozenAt: String?
    /// Where links lead, inside the workbook.
    public var links: [String] = []
    /// Widths of columns, in order.
    public var widths: [Double] = []

    /// The texts and figures of a row from the first column on, up to the first empty cell.
    public func row(_ number: Int) -> [String] {
      (0..<26).map { cells["\(Character(UnicodeScalar(UInt8(65 + $0))))\(number)"]?.text }
        .prefix { $0 != nil }.compactMap { $0 }
    }
  }

  /// In order.
  public private(set) var sheets: [Sheet] = []
  /// Names of the parts, with what they hold.
  public let parts: [String: [UInt8]]
  /// Properties of the document by element ("dc:title").
  public private(set) var properties: [String: String] = [:]

  /// Reads a workbook; `nil` where it is damaged or any part is not well-formed.
  public init?(_ bytes: [UInt8]) {
    guard let archive = ZipArchive(bytes) else { return nil }
    parts = archive.files
    var trees: [String: XMLNode] = [:]
    for (name, content) in archive.files {
      guard let tree = XMLTree.read(content) else { return nil }
      trees[name] = tree
    }
    for node in trees["docProps/core.xml"]?.children ?? [] { properties[node.name] = node.text }
    let texts = trees["xl/sharedStrings.xml"]?.all("si").map { $0.all("t").map(\.text).joined() } ?? []
    let codes = Dictionary(
      (trees["xl/styles.xml"]?.all("numFmt") ?? []).map { ($0["numFmtId"], $0["formatCode"]) }, uniquingKeysWith: { $1 }
    )
    let builtIn = ["1": "0", "3": "#,##0", "4": "#,##0.00", "9": "0%", "10": "0.00%", "49": "@"]
    let formats = (trees["xl/styles.xml"]?.all("cellXfs").first?.children ?? []).map { node in
      codes[node["numFmtId"]] ?? builtIn[node["numFmtId"]] ?? ""
    }
    for (index, sheet) in (trees["xl/workbook.xml"]?.all("sheet") ?? []).enumerated() {
      guard let tree = trees["xl/worksheets/sheet\(index + 1).xml"] else { return nil }
      var found = Sheet(name: sheet["name"])
      for cell in tree.all("c") {
        let stored = cell.children.first { $0.name == "v" }?.text ?? ""
        let isShared = cell["t"] == "s"
        guard !isShared || Int(stored).map(texts.indices.contains) == true else { return nil }
        found.cells[cell["r"]] = Cell(
          text: isShared ? texts[Int(stored) ?? 0] : stored, isText: isShared || cell["t"] == "str",
          formula: cell.children.first { $0.name == "f" }?.text,
          numberFormat: Int(cell["s"]).map { formats.indices.contains($0) ? formats[$0] : "" } ?? "")
      }
      found.frozenAt = tree.all("pane").first { $0["state"] == "frozen" }?["topLeftCell"]
      found.links = tree.all("hyperlink").map { $0["location"] }
      found.widths = tree.all("col").map { Double($0["width"]) ?? 0 }
      let relations = trees["xl/worksheets/_rels/sheet\(index + 1).xml.rels"]?.all("Relationship") ?? []
      // Anything outside the file would be one of these.
      guard relations.allSatisfy({ $0["TargetMode"].isEmpty }) else { return nil }
      for relation in relations {
        let part = relation["Target"].replacing("../", with: "xl/")
        guard let table = trees[part] else { return nil }
        found.tables.append(
          Table(
            name: table["name"], range: table["ref"], filter: table.all("autoFilter").first?["ref"],
            heads: table.all("tableColumn").map { $0["name"] }))
      }
      sheets.append(found)
    }
  }

  /// The sheet of a name.
  public subscript(name: String) -> Sheet? { sheets.first { $0.name == name } }
}

/// An element of an XML document.
private struct XMLNode {
  var name: String
  var attributes: [String: String]
  var children: [XMLNode] = []
  var text = ""

  subscript(attribute: String) -> String { attributes[attribute] ?? "" }

  /// The elements of a name, itself included, in order.
  func all(_ name: String) -> [XMLNode] {
    (self.name == name ? [self] : []) + children.flatMap { $0.all(name) }
  }
}

/// Reads XML into a tree.
private final class XMLTree: NSObject, XMLParserDelegate {
  private var open: [XMLNode] = []
  private var root: XMLNode?

  static func read(_ bytes: [UInt8]) -> XMLNode? {
    let reader = XMLTree()
    let parser = XMLParser(data: Data(bytes))
    parser.delegate = reader
    return parser.parse() ? reader.root : nil
  }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
    attributes: [String: String]
  ) { open.append(XMLNode(name: name, attributes: attributes)) }

  func parser(_ parser: XMLParser, foundCharacters text: String) {
    guard !open.isEmpty else { return }
    open[open.count - 1].text += text
  }

  func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) {
    let node = open.removeLast()
    if open.isEmpty { root = node } else { open[open.count - 1].children.append(node) }
  }
}
