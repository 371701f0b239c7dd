/// Findings as a tree of names and texts, which Mustache can walk and the template check can follow.
///
/// Made by reflection, so that a part that is `nil` still has its name: a template may ask whether it is there, and a
/// misspelt name is told apart from an absent part.
indirect enum TemplateContext {
  case object([String: TemplateContext])
  case list([TemplateContext])
  case text(String)
  case flag(Bool)
  case absent

  /// The tree of any plain value.
  init(_ value: Any) {
    switch value {
    case let text as String: self = .text(text)
    case let flag as Bool: self = .flag(flag)
    default:
      let mirror = Mirror(reflecting: value)
      switch mirror.displayStyle {
      case .optional:
        self = mirror.children.first.map { TemplateContext($0.value) } ?? .absent
      case .collection:
        self = .list(mirror.children.map { TemplateContext($0.value) })
      case .struct where !mirror.children.isEmpty, .tuple:
        var members: [String: TemplateContext] = [:]
        for child in mirror.children {
          if let label = child.label { members[label] = TemplateContext(child.value) }
        }
        self = .object(members)
      default:
        self = .text(String(describing: value))
      }
    }
  }

  /// The value as Mustache renders it: absent parts and empty texts are false.
  var rendered: Any? {
    switch self {
    case .object(let members): members.compactMapValues(\.rendered)
    case .list(let elements): elements.compactMap(\.rendered)
    case .text(let text): text.isEmpty ? nil : text
    case .flag(let flag): flag
    case .absent: nil
    }
  }
}
