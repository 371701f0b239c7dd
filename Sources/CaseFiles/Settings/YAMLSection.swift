import SupplyNetwork
import Yams

/// One mapping of a YAML file, read key by key; what is never asked for is unknown.
struct YAMLSection {
  private let file: String
  /// Keys above this mapping, joined by dots.
  private let path: String
  private let mapping: Node.Mapping
  /// Keys asked for, in order.
  private var known: [String] = []

  init(file: String, path: String = "", mapping: Node.Mapping) {
    self.file = file
    self.path = path
    self.mapping = mapping
  }

  private func keyPath(_ key: String) -> String { path.isEmpty ? key : "\(path).\(key)" }

  /// Place of a key; where it is absent, its line is that of the mapping which it is missing from.
  func place(of key: String) -> Issue.Place {
    var place = place(key, mapping[key])
    if place.line == nil, !path.isEmpty { place.line = mapping.mark?.line }
    return place
  }

  private func place(_ key: String, _ node: Node?) -> Issue.Place {
    Issue.Place(file: file, line: node?.mark?.line, column: keyPath(key))
  }

  /// The node of a key; `nil` where the key is absent or its value null or empty.
  private mutating func node(_ key: String) -> Node? {
    if !known.contains(key) { known.append(key) }
    guard let node = mapping[key] else { return nil }
    if let scalar = node.scalar, scalar.style == .plain, ["", "~", "null", "Null", "NULL"].contains(scalar.string) {
      return nil
    }
    return node
  }

  /// Whether a key is there with a value.
  mutating func has(_ key: String) -> Bool { node(key) != nil }

  /// Whether a key has a word for its value that stands for a number.
  mutating func says(_ word: String, for key: String) -> Bool { node(key)?.scalar?.string.lowercased() == word }

  /// Whether a key has keys and values for its value.
  mutating func isMapping(_ key: String) -> Bool { node(key)?.mapping != nil }

  /// Whether a key has a single word or number for its value.
  mutating func isScalar(_ key: String) -> Bool { node(key)?.scalar != nil }

  /// Place of this mapping itself.
  var ownPlace: Issue.Place { Issue.Place(file: file, line: mapping.mark?.line, column: path.isEmpty ? nil : path) }

  /// Whether a key is there, even without a value.
  func hasStated(_ key: String) -> Bool { mapping[key] != nil }

  /// All keys of this mapping, in the order of the file, for mappings whose keys are free.
  var keys: [String] { mapping.compactMap { $0.key.scalar?.string } }

  /// Notes a value that cannot be used.
  private func reject(
    _ code: String, _ key: String, _ node: Node, _ log: inout IssueLog, expected: String, hint: String? = nil
  ) {
    let seen: String
    switch node {
    case .scalar(let scalar): seen = Quotation.of(scalar.string)
    case .mapping: seen = "a mapping"
    case .sequence: seen = "a list"
    case .alias: seen = "an alias"
    }
    log.report(.error, code, place(key, node), "\(seen) cannot be used; expected \(expected)", hint: hint)
  }

  /// Notes something about a key that has a value.
  func note(
    _ severity: Issue.Severity, _ code: String, _ key: String, _ message: String, hint: String? = nil,
    _ log: inout IssueLog
  ) {
    log.report(severity, code, place(of: key), message, hint: hint)
  }

  /// Notes that nothing looks yet at what a key sets.
  func noteUnused(_ key: String, _ problem: String, hint: String, _ log: inout IssueLog) {
    note(.warning, Issue.unusedSetting, key, "\(problem) not used yet", hint: hint, &log)
  }

  /// A line of text.
  mutating func text(_ key: String, _ log: inout IssueLog) -> String? {
    guard let node = node(key) else { return nil }
    guard let scalar = node.scalar else {
      reject("wrong-type", key, node, &log, expected: "a text")
      return nil
    }
    return scalar.string.isEmpty ? nil : scalar.string
  }

  /// A number.
  mutating func number(_ key: String, _ range: NumberRange, _ log: inout IssueLog) -> Double? {
    guard let node = node(key) else { return nil }
    let utf8 = Array((node.scalar?.string ?? "").utf8)
    guard let value = DecimalNumber.parse(utf8, 0..<utf8.count) else {
      reject("wrong-type", key, node, &log, expected: range.expected)
      return nil
    }
    guard value.isFinite, range.accepts(value) else {
      reject("out-of-range", key, node, &log, expected: range.expected(against: value), hint: range.hint(for: value))
      return nil
    }
    return value
  }

  /// A whole number.
  mutating func integer(_ key: String, _ range: ClosedRange<Int>, _ log: inout IssueLog) -> Int? {
    guard let node = node(key) else { return nil }
    let expected = "a whole number from \(range.lowerBound) to \(range.upperBound)"
    guard let value = node.scalar.flatMap({ Int($0.string) }) else {
      reject("wrong-type", key, node, &log, expected: expected)
      return nil
    }
    guard range.contains(value) else {
      reject("out-of-range", key, node, &log, expected: expected)
      return nil
    }
    return value
  }

  /// One of a few words.
  mutating func choice<Choice: RawRepresentable<String> & CaseIterable>(
    _ key: String, of type: Choice.Type, _ log: inout IssueLog
  ) -> Choice? {
    guard let node = node(key) else { return nil }
    let words = Choice.allCases.map(\.rawValue)
    let seen = node.scalar?.string ?? ""
    if let word = words.first(where: { $0.lowercased() == seen.lowercased() }) { return Choice(rawValue: word) }
    reject(
      "unknown-word", key, node, &log, expected: "one of \(words.joined(separator: ", "))",
      hint: Suggestion.hint(for: seen, among: words))
    return nil
  }

  /// True or false.
  mutating func bool(_ key: String, _ log: inout IssueLog) -> Bool? {
    guard let node = node(key) else { return nil }
    switch node.scalar?.string.lowercased() {
    case "true", "yes", "on": return true
    case "false", "no", "off": return false
    default:
      reject("wrong-type", key, node, &log, expected: "true or false")
      return nil
    }
  }

  /// A calendar date.
  mutating func date(_ key: String, _ log: inout IssueLog) -> CalendarDate? {
    guard let node = node(key) else { return nil }
    guard let date = node.scalar.flatMap({ CalendarDate(iso8601: $0.string) }) else {
      reject("not-a-date", key, node, &log, expected: "a date as year-month-day, like 2026-11-01")
      return nil
    }
    return date
  }

  /// A list of texts; one text alone counts as a list of one.
  mutating func texts(_ key: String, _ log: inout IssueLog) -> [String]? {
    guard let node = node(key) else { return nil }
    if let scalar = node.scalar { return [scalar.string] }
    guard let sequence = node.sequence, sequence.allSatisfy({ $0.scalar != nil }) else {
      reject("wrong-type", key, node, &log, expected: "a list of words")
      return nil
    }
    return sequence.compactMap { $0.scalar?.string }
  }

  /// A mapping below this one.
  mutating func section(_ key: String, _ log: inout IssueLog) -> YAMLSection? {
    guard let node = node(key) else { return nil }
    guard let mapping = node.mapping else {
      reject("wrong-type", key, node, &log, expected: "keys and values, like {key: value}")
      return nil
    }
    return YAMLSection(file: file, path: keyPath(key), mapping: mapping)
  }

  /// A list of mappings; one mapping alone counts as a list of one.
  mutating func sections(_ key: String, _ log: inout IssueLog) -> [YAMLSection] {
    guard let node = node(key) else { return [] }
    let nodes = node.sequence.map(Array.init) ?? [node]
    guard nodes.allSatisfy({ $0.mapping != nil }) else {
      reject("wrong-type", key, node, &log, expected: "a list of keys and values, like [{key: value}]")
      return []
    }
    return nodes.enumerated().compactMap { index, entry in
      entry.mapping.map { YAMLSection(file: file, path: "\(keyPath(key))[\(index + 1)]", mapping: $0) }
    }
  }

  /// All keys and texts of this mapping, for mappings whose keys are free.
  mutating func pairs(_ log: inout IssueLog) -> [(key: String, value: String)] {
    mapping.compactMap { entry in
      guard let key = entry.key.scalar?.string else { return nil }
      return text(key, &log).map { (key, $0) }
    }
  }

  /// Notes every key that nothing has asked for: a warning that it is left out, or an error where that would make another
  /// thing of the section.
  func reportUnknownKeys(_ log: inout IssueLog, as severity: Issue.Severity = .warning) {
    for (key, _) in mapping {
      let name = key.scalar?.string ?? ""
      guard !known.contains(name) else { continue }
      log.report(
        severity, "unknown-key", .init(file: file, line: key.mark?.line, column: keyPath(name)),
        "key \(Quotation.of(name)) is not known" + (severity == .error ? "" : " and is left out"),
        hint: Suggestion.hint(for: name, among: known) ?? "known keys: \(known.joined(separator: ", "))")
    }
  }
}
