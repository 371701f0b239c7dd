import SupplyNetwork

/// Something read from an entry of a list in `case.yaml`, with where it stands, for what can be judged only beside the
/// other files.
struct Placed<Value> {
  /// What the entry says.
  var value: Value
  /// The entry.
  let section: YAMLSection

  /// Where a key of the entry stands, or is missing.
  func place(of key: String) -> Issue.Place { section.place(of: key) }
}

extension YAMLSection {
  /// The entries of a list that can be read, with where they stand.
  mutating func placed<Value>(
    _ key: String, _ log: inout IssueLog, read: (YAMLSection, inout IssueLog) -> Value?
  ) -> [Placed<Value>] {
    sections(key, &log).compactMap { entry in read(entry, &log).map { Placed(value: $0, section: entry) } }
  }
}
