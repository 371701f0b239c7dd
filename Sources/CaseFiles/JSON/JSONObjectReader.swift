import SupplyNetwork

/// Reads the members of a JSON object one by one; what is never asked for is unknown.
///
/// Issues name the object as its owner would ("stage \"S1\"") and the key.
struct JSONObjectReader {
  /// Whether a key is there, and with what.
  enum Presence<Value> {
    case absent
    case null
    case value(Value)
  }

  /// How the object is called in messages; empty for the outermost.
  var subject: String
  private let file: String
  private let line: Int
  private let members: [JSONNode.Member]
  private var known: [String] = []

  /// Opens an object; `nil` where the value is none, which the log then tells.
  init?(_ node: JSONNode, subject: String, file: String, _ log: inout IssueLog) {
    self.subject = subject
    self.file = file
    line = node.line
    guard case .object(let members) = node.value else {
      log.report(
        .error, "wrong-type", .init(file: file, line: node.line),
        "\(subject.isEmpty ? "the file" : subject) is \(node.seen); expected an object")
      return nil
    }
    self.members = members
  }

  private mutating func member(_ key: String) -> JSONNode? {
    known.append(key)
    return members.first { $0.key == key }?.value
  }

  /// Place of a key, or of the object.
  func place(_ key: String? = nil) -> Issue.Place {
    let found = members.first { $0.key == key }?.value.line
    return Issue.Place(file: file, line: found ?? line, column: key)
  }

  private func lead(_ key: String) -> String { subject.isEmpty ? "" : "\(subject): " }

  /// Notes a value that cannot be used.
  func reject(
    _ code: String, _ key: String, _ problem: String, hint: String? = nil, _ log: inout IssueLog
  ) {
    log.report(.error, code, place(key), lead(key) + problem, hint: hint)
  }

  private func missing(_ key: String, _ expected: String, _ log: inout IssueLog) {
    log.report(.error, "missing-value", place(key), "\(lead(key))the key is missing; expected \(expected)")
  }

  /// A number, as absent, null or given. A number that is not accepted counts as absent, after an error.
  mutating func presence(_ key: String, _ range: NumberRange, _ log: inout IssueLog) -> Presence<Double> {
    guard let node = member(key) else { return .absent }
    switch node.value {
    case .null: return .null
    case .number(let value) where range.accepts(value): return .value(value)
    case .number(let value):
      reject(
        range.code(for: value), key, "\(node.seen) is out of range; expected \(range.expected(against: value))",
        hint: range.hint(for: value), &log)
    default: reject("wrong-type", key, "\(node.seen) is no number; expected \(range.expected)", &log)
    }
    return .absent
  }

  /// A number; absent and null are alike.
  mutating func number(_ key: String, _ range: NumberRange, _ log: inout IssueLog) -> Double? {
    if case .value(let value) = presence(key, range, &log) { return value }
    return nil
  }

  /// A whole number of either sign; absent and null are alike.
  mutating func integer(_ key: String, _ range: ClosedRange<Int>, _ log: inout IssueLog) -> Int? {
    guard let value = number(key, .between(Double(range.lowerBound), Double(range.upperBound)), &log) else {
      return nil
    }
    guard value == value.rounded() else {
      reject("out-of-range", key, "\(value) is no whole number; expected one", &log)
      return nil
    }
    return Int(value)
  }

  /// A number that must be there.
  mutating func requiredNumber(_ key: String, _ range: NumberRange, _ log: inout IssueLog) -> Double? {
    if !has(key) { missing(key, range.expected, &log) }
    return number(key, range, &log)
  }

  /// Whether a key is there with a value.
  func has(_ key: String) -> Bool { members.contains { $0.key == key && $0.value.value != .null } }

  /// A whole number of periods, as absent, null or given.
  mutating func periodsPresence(_ key: String, atLeast minimum: Int, _ log: inout IssueLog) -> Presence<Int> {
    switch presence(key, .between(Double(minimum), NumberRange.longestTime), &log) {
    case .absent: return .absent
    case .null: return .null
    case .value(let value):
      if value == value.rounded() { return .value(Int(value)) }
      reject("fractional-periods", key, "\(value) is no whole number of periods", hint: "round it up", &log)
      return .absent
    }
  }

  /// A whole number of periods; absent and null are alike.
  mutating func periods(_ key: String, atLeast minimum: Int, _ log: inout IssueLog) -> Int? {
    if case .value(let value) = periodsPresence(key, atLeast: minimum, &log) { return value }
    return nil
  }

  /// True or false.
  mutating func flag(_ key: String, _ log: inout IssueLog) -> Bool? {
    guard let node = member(key), node.value != .null else { return nil }
    if case .bool(let flag) = node.value { return flag }
    reject("wrong-type", key, "\(node.seen) cannot be used; expected true or false", &log)
    return nil
  }

  /// A text.
  mutating func text(_ key: String, isRequired: Bool = false, _ log: inout IssueLog) -> String? {
    guard let node = member(key), node.value != .null else {
      if isRequired { missing(key, "a text", &log) }
      return nil
    }
    if case .string(let text) = node.value, !text.isEmpty || !isRequired { return text }
    reject("wrong-type", key, "\(node.seen) cannot be used; expected a text in quotes", &log)
    return nil
  }

  /// One of a few words.
  mutating func choice<Choice: RawRepresentable<String> & CaseIterable>(
    _ key: String, of type: Choice.Type, _ log: inout IssueLog
  ) -> Choice? {
    guard let text = text(key, &log) else { return nil }
    if let choice = Choice(rawValue: text) { return choice }
    let words = Choice.allCases.map(\.rawValue)
    reject(
      "unknown-word", key, "\(Quotation.of(text)) is not known; expected one of \(words.joined(separator: ", "))",
      hint: Suggestion.hint(for: text, among: words), &log)
    return nil
  }

  /// The entries of a list.
  mutating func list(_ key: String, isRequired: Bool, _ log: inout IssueLog) -> [JSONNode] {
    guard let node = member(key), node.value != .null else {
      if isRequired { missing(key, "a list", &log) }
      return []
    }
    if case .array(let entries) = node.value { return entries }
    reject("wrong-type", key, "\(node.seen) cannot be used; expected a list", &log)
    return []
  }

  /// An object below this one.
  mutating func object(_ key: String, _ log: inout IssueLog) -> JSONObjectReader? {
    guard let node = member(key), node.value != .null else { return nil }
    let name = subject.isEmpty ? key : "\(subject), \(key)"
    return JSONObjectReader(node, subject: name, file: file, &log)
  }

  /// Notes every key that nothing has asked for.
  func reportUnknownKeys(_ log: inout IssueLog) {
    for member in members where !known.contains(member.key) {
      log.report(
        .warning, "unknown-key", .init(file: file, line: member.value.line, column: member.key),
        "\(lead(member.key))the key \(Quotation.of(member.key)) is not known and is left out",
        hint: Suggestion.hint(for: member.key, among: known))
    }
  }
}
