import ArgumentParser

/// The formats that an option names, with commas between.
enum FormatList {
  /// - Throws: an error naming the first unknown one, or saying that there is none.
  static func parse<Format: RawRepresentable<String> & CaseIterable & Hashable>(_ text: String) throws -> Set<Format> {
    var formats: Set<Format> = []
    for name in text.split(whereSeparator: { $0 == "," || $0 == " " }).map(String.init) {
      guard let format = Format(rawValue: name) else {
        let known = Format.allCases.map(\.rawValue).joined(separator: ", ")
        throw ValidationError("unknown format “\(name)”; there are \(known)")
      }
      formats.insert(format)
    }
    guard !formats.isEmpty else { throw ValidationError("--formats names none") }
    return formats
  }
}
