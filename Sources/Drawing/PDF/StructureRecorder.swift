/// What a document has told Cairo about its structure, links and destinations, for the checks Cairo does not make.
final class StructureRecorder {
  /// One structure element, in the order begun.
  struct Element {
    let role: StructureRole
    let alternative: String?
    /// Elements of the same number are parts of one, split by a page break.
    let id: Int?
    /// Index of the element around it.
    let parent: Int?
  }

  /// All elements, in the order begun.
  private(set) var elements: [Element] = []
  /// Indices of the elements that are open, outermost first.
  private var open: [Int] = []
  private var destinations: Set<String> = []
  /// Names links and outline entries lead to, in the order met.
  private var wanted: [String] = []

  /// Opens an element; throws, without opening it, where the rules do not allow it.
  func begin(_ role: StructureRole, alternative: String? = nil, id: Int? = nil) throws(DrawingError) {
    if let parent = open.last, !elements[parent].role.allows(role) {
      throw .misplacedStructure(child: role.name, parent: elements[parent].role.name)
    }
    open.append(elements.count)
    elements.append(Element(role: role, alternative: alternative, id: id, parent: open.dropLast().last))
  }

  /// Closes the innermost element.
  func end() { _ = open.popLast() }

  /// A place with a name; throws when the name is taken.
  func define(_ destination: String) throws(DrawingError) {
    guard destinations.insert(destination).inserted else { throw .duplicateDestination(destination) }
  }

  /// A link leads there.
  func want(_ destination: String) { wanted.append(destination) }

  /// The first name that leads nowhere.
  var missingDestination: String? { wanted.first { !destinations.contains($0) } }
}
