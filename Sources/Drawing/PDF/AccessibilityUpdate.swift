/// What a PDF needs beyond Cairo for readers who cannot see it: its language, its title in the title bar, the order of
/// tabs, alternative texts, scopes of table headers, and elements that a page break split made whole again.
struct AccessibilityUpdate {
  private var file: PDFFile
  private let elements: [StructureRecorder.Element]

  /// The file with everything added; `elements` are its structure elements in the order begun.
  static func applied(
    to bytes: [UInt8], language: String, elements: [StructureRecorder.Element]
  ) throws(DrawingError) -> [UInt8] {
    var update = AccessibilityUpdate(file: try PDFFile(bytes), elements: elements)
    try update.completeCatalog(language: language)
    try update.completePages()
    try update.completeStructure()
    return update.file.updated()
  }

  private mutating func completeCatalog(language: String) throws(DrawingError) {
    guard let root = file.root else { throw .unreadableDocument("it has no catalog") }
    var catalog = try file.dictionary(root)
    var preferences = PDFDictionary()
    preferences["DisplayDocTitle"] = .verbatim(Array("true".utf8))
    catalog["Version"] = .name("1.7")
    catalog["Lang"] = .text(language)
    catalog["ViewerPreferences"] = .dictionary(preferences)
    file.replace(root, with: .dictionary(catalog))
  }

  /// Tabs follow the structure on every page.
  private mutating func completePages() throws(DrawingError) {
    var pending = [try file.dictionary(file.root)["Pages"]?.referenced]
    while let number = pending.popLast() {
      var node = try file.dictionary(number)
      if let kids = node["Kids"] {
        pending += kids.elements.map(\.referenced)
      } else if let number {
        node["Tabs"] = .name("S")
        file.replace(number, with: .dictionary(node))
      }
    }
  }

  private mutating func completeStructure() throws(DrawingError) {
    guard let root = try file.dictionary(file.root)["StructTreeRoot"]?.referenced else {
      throw .unreadableDocument("it has no structure")
    }
    let tree = try file.dictionary(root)
    let nodes = try nodes(below: tree)
    let wholes = wholes(of: nodes)
    var parts: [[Int]] = Array(repeating: [], count: nodes.count)
    for index in nodes.indices { parts[wholes[index]].append(index) }
    var indices: [Int: Int] = [:]
    for (index, node) in nodes.enumerated() { indices[node.number] = index }
    for index in nodes.indices where wholes[index] == index {
      var dictionary = nodes[index].dictionary
      if let parent = elements[index].parent { dictionary["P"] = .reference(nodes[wholes[parent]].number) }
      if let kids = kids(of: parts[index].map { nodes[$0] }, indices: indices, wholes: wholes) {
        dictionary["K"] = .array(kids)
      }
      describe(elements[index], in: &dictionary)
      if dictionary != nodes[index].dictionary { file.replace(nodes[index].number, with: .dictionary(dictionary)) }
    }
    let replaced = nodes.indices.filter { wholes[$0] != $0 }.map { (nodes[$0].number, nodes[wholes[$0]].number) }
    try redirectParents(in: tree, Dictionary(replaced) { first, _ in first })
  }

  /// Adds what Cairo cannot be told.
  private func describe(_ element: StructureRecorder.Element, in dictionary: inout PDFDictionary) {
    if let alternative = element.alternative, !alternative.isEmpty { dictionary["Alt"] = .text(alternative) }
    if case .tableHeader(let scope) = element.role {
      var attributes = PDFDictionary()
      attributes["O"] = .name("Table")
      attributes["Scope"] = .name(scope.rawValue)
      dictionary["A"] = .dictionary(attributes)
    }
  }
}

extension AccessibilityUpdate {
  /// A structure element in the file.
  private struct Node {
    let number: Int
    let dictionary: PDFDictionary
  }

  /// All structure elements, each before what it holds: the order in which they were begun.
  private func nodes(below tree: PDFDictionary) throws(DrawingError) -> [Node] {
    var nodes: [Node] = []
    var pending = Array((tree["K"]?.elements ?? []).compactMap(\.referenced).reversed())
    while let number = pending.popLast() {
      let dictionary = try file.dictionary(number)
      nodes.append(Node(number: number, dictionary: dictionary))
      guard nodes.count <= elements.count, dictionary["S"] == .name(elements[nodes.count - 1].role.name) else {
        throw .unreadableDocument("its structure is not the one that was drawn")
      }
      pending += (dictionary["K"]?.elements ?? []).compactMap(\.referenced).reversed()
    }
    guard nodes.count == elements.count else {
      throw .unreadableDocument("its structure is not the one that was drawn")
    }
    return nodes
  }

  /// For each element, the index of the first part of the same element; its own where it is whole or the first.
  private func wholes(of nodes: [Node]) -> [Int] {
    var first: [Int: Int] = [:]
    return nodes.indices.map { index in
      guard let id = elements[index].id else { return index }
      let known = first[id, default: index]
      first[id] = known
      return elements[known].role == elements[index].role ? known : index
    }
  }

  /// What an element of several parts holds, or one whose parts of children are whole elsewhere; `nil` where nothing
  /// changes.
  private func kids(of parts: [Node], indices: [Int: Int], wholes: [Int]) -> [PDFValue]? {
    var kids: [PDFValue] = []
    var isChanged = parts.count > 1
    for part in parts {
      for kid in part.dictionary["K"]?.elements ?? [] {
        switch kid {
        case .reference(let number):
          if let index = indices[number], wholes[index] != index { isChanged = true } else { kids.append(kid) }
        case .integer:
          // Content of another page than the element's own names its page.
          var content = PDFDictionary()
          content["Type"] = .name("MCR")
          content["Pg"] = part.dictionary["Pg"]
          content["MCID"] = kid
          kids.append(parts.count > 1 ? .dictionary(content) : kid)
        case .dictionary(var object):
          if object["Pg"] == nil { object["Pg"] = part.dictionary["Pg"] }
          kids.append(parts.count > 1 ? .dictionary(object) : kid)
        default: kids.append(kid)
        }
      }
    }
    return isChanged ? kids : nil
  }

  /// Lets the content of a page lead to the whole element and no longer to its part.
  private mutating func redirectParents(in tree: PDFDictionary, _ replaced: [Int: Int]) throws(DrawingError) {
    guard !replaced.isEmpty, let number = tree["ParentTree"]?.referenced else { return }
    for entry in try file.dictionary(number)["Nums"]?.elements ?? [] {
      guard let number = entry.referenced, case .array(let parents) = try file.object(number) else { continue }
      let redirected = parents.map { parent in
        parent.referenced.flatMap { replaced[$0] }.map(PDFValue.reference) ?? parent
      }
      if redirected != parents { file.replace(number, with: .array(redirected)) }
    }
  }
}
