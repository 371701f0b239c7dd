/// Whether every tag of a template finds something in the findings: Mustache itself renders an unknown name as nothing.
struct TemplateCheck {
  /// A tag that names nothing.
  struct Fault: Equatable {
    var template: String
    var line: Int
    var name: String
  }

  /// Text of every template and partial, by name.
  let templates: [String: String]
  private(set) var faults: [Fault] = []

  init(templates: [String: String]) { self.templates = templates }

  /// Follows a template through the findings.
  mutating func check(_ name: String, against context: TemplateContext) {
    walk(name, scopes: [context], depth: 0)
  }

  private mutating func walk(_ name: String, scopes: [TemplateContext], depth: Int) {
    guard let source = templates[name] else { return }
    var scopes: [TemplateContext?] = scopes
    var open: [Int] = []
    for tag in Self.tags(of: source) {
      let isBlind = scopes.contains { $0 == nil }
      switch tag.kind {
      case .section, .inverted:
        var found: TemplateContext?
        if !isBlind {
          found = resolve(tag, in: scopes.compactMap { $0 }, template: name)
        }
        // Within an absent or empty part there is nothing to check against.
        open.append(scopes.count)
        if tag.kind == .section {
          switch found {
          case .list(let elements): scopes.append(elements.first)
          case .absent, nil: scopes.append(nil)
          case .some(let value): scopes.append(value)
          }
        }
      case .close:
        if let depth = open.popLast() { scopes.removeLast(scopes.count - depth) }
      case .partial:
        if templates[tag.name] == nil {
          faults.append(Fault(template: name, line: tag.line, name: "> \(tag.name)"))
        } else if !isBlind, depth < 8 {
          walk(tag.name, scopes: scopes.compactMap { $0 }, depth: depth + 1)
        }
      case .variable:
        if !isBlind { _ = resolve(tag, in: scopes.compactMap { $0 }, template: name) }
      }
    }
  }

  /// The value of a dotted name, looked up from the innermost scope outwards.
  private mutating func resolve(_ tag: Tag, in scopes: [TemplateContext], template: String) -> TemplateContext? {
    if tag.name == "." { return scopes.last }
    let parts = tag.name.split(separator: ".").map(String.init)
    guard let first = parts.first else { return nil }
    for scope in scopes.reversed() {
      guard case .object(let members) = scope, var value = members[first] else { continue }
      for part in parts.dropFirst() {
        if case .absent = value { return .absent }
        guard case .object(let inner) = value, let next = inner[part] else {
          faults.append(Fault(template: template, line: tag.line, name: tag.name))
          return nil
        }
        value = next
      }
      return value
    }
    faults.append(Fault(template: template, line: tag.line, name: tag.name))
    return nil
  }

  private enum Kind { case variable, section, inverted, close, partial }

  private struct Tag {
    var kind: Kind
    var name: String
    var line: Int
  }

  /// All tags that name something, in order; comments and pragmas are passed over.
  private static func tags(of source: String) -> [Tag] {
    var tags: [Tag] = []
    var line = 1
    var rest = Substring(source)
    while let open = rest.firstRange(of: "{{") {
      line += rest[..<open.lowerBound].count { $0.isNewline }
      rest = rest[open.upperBound...]
      let isTriple = rest.first == "{"
      guard let close = rest.firstRange(of: isTriple ? "}}}" : "}}") else { break }
      let content = rest[(isTriple ? rest.index(after: rest.startIndex) : rest.startIndex)..<close.lowerBound]
      let body = content.drop { $0 == " " }
      let name = { (text: Substring) in text.split(whereSeparator: \.isWhitespace).first.map(String.init) ?? "" }
      switch body.first {
      case "#": tags.append(Tag(kind: .section, name: name(body.dropFirst()), line: line))
      case "^": tags.append(Tag(kind: .inverted, name: name(body.dropFirst()), line: line))
      case "/": tags.append(Tag(kind: .close, name: "", line: line))
      case ">": tags.append(Tag(kind: .partial, name: name(body.dropFirst()), line: line))
      case "!", "%", "=": break
      case "&": tags.append(Tag(kind: .variable, name: name(body.dropFirst()), line: line))
      default: tags.append(Tag(kind: .variable, name: name(body), line: line))
      }
      line += content.count { $0.isNewline }
      rest = rest[close.upperBound...]
    }
    return tags
  }
}
