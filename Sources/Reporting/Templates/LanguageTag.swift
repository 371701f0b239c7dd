/// What a language tag (BCP 47) says of a report.
enum LanguageTag {
  /// Whether the language is written from right to left.
  static func isRightToLeft(_ tag: String) -> Bool {
    let primary = tag.prefix { $0 != "-" && $0 != "_" }.lowercased()
    return ["ar", "arc", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"].contains(primary)
  }
}
