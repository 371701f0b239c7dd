public import Drawing

/// The inner part of a chart while it is drawn: elements in scene coordinates, and the height they take.
public struct Plot: Sendable {
  /// Drawn first to last.
  public var elements: [SceneElement] = []
  /// Extent down from where the plot began, in points.
  public var height: Double = 0

  /// Makes an empty plot.
  public init() {}

  /// Adds an element; text without characters is left out.
  mutating func add(_ element: SceneElement) {
    if case .text(let text) = element, text.string.isEmpty { return }
    elements.append(element)
  }

  /// Adds elements.
  mutating func add(_ more: [SceneElement]) { for element in more { add(element) } }

  /// Adds elements that belong together.
  mutating func addGroup(_ role: String, tooltip: String? = nil, _ parts: [SceneElement]) {
    var inner = Plot()
    inner.add(parts)
    if !inner.elements.isEmpty {
      elements.append(.group(SceneGroup(role: role, tooltip: tooltip, elements: inner.elements)))
    }
  }
}
