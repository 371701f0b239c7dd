import Foundation
import SupplyNetwork

/// `locale` and `language` of the report.
enum LocaleSection {
  static func read(_ section: inout YAMLSection, _ report: inout CaseSettings.Report, _ log: inout IssueLog) {
    if let text = section.text("locale", &log) {
      if let locale = canonical(text) {
        report.locale = locale
      } else {
        section.note(
          .error, "unknown-word", "locale",
          "\(Quotation.of(text)) is no locale that is known; expected language_COUNTRY, like en_US or de_DE",
          hint: hint(for: text), &log)
      }
    }
    if let language = section.text("language", &log) {
      if language.utf8.count <= 35, language.wholeMatch(of: #/[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*/#) != nil {
        report.language = language
      } else {
        section.note(
          .error, "out-of-range", "language",
          "\(Quotation.of(language)) is no language tag; expected one like en, de or pt-BR", &log)
      }
    }
  }

  /// Tells of a code that ISO 4217 does not have.
  static func checkCurrency(_ code: String, in root: YAMLSection, _ log: inout IssueLog) {
    guard code != CaseSettings().currency else { return }
    let codes = Locale.Currency.isoCurrencies.map { $0.identifier.uppercased() }
    guard !codes.contains(code) else { return }
    root.note(
      .warning, "unknown-word", "currency",
      "\(Quotation.of(code)) is no currency of ISO 4217; amounts carry it as it is",
      hint: Suggestion.hint(for: code, among: codes.sorted()), &log)
  }

  /// The name as libraries write it ("zh_Hans_CN" for "zh-hans-cn"), where its language, script and country are known,
  /// if not together.
  private static func canonical(_ text: String) -> String? {
    if text == CaseSettings.Report().locale { return text }
    guard text.utf8.count <= 20, text.wholeMatch(of: #/[A-Za-z]{2,3}([_-][A-Za-z]{4})?([_-][A-Za-z0-9]{2,3})?/#) != nil
    else { return nil }
    let parts = text.split { $0 == "_" || $0 == "-" }.enumerated().map { index, part in
      index == 0 ? part.lowercased() : part.count == 4 ? part.capitalized : part.uppercased()
    }
    let known = identifiers.map { $0.split(separator: "_").map(String.init) }
    guard known.contains(where: { $0[0] == parts[0] }) else { return nil }
    let others = Set(known.flatMap { $0.dropFirst() })
    return parts.dropFirst().allSatisfy(others.contains) ? parts.joined(separator: "_") : nil
  }

  /// The nearest known name, else those of the language.
  private static func hint(for text: String) -> String? {
    let locale = text.replacing("-", with: "_")
    let names = identifiers.filter { $0.split(separator: "_").count == 2 }
    if let nearest = Suggestion.hint(for: locale, among: names) { return nearest }
    let language = locale.prefix { $0 != "_" }.lowercased()
    let same = names.filter { $0.hasPrefix(language + "_") }.prefix(6)
    return same.isEmpty ? nil : "known: \(same.joined(separator: ", "))"
  }

  /// All locales that the program has data of, sorted.
  private static var identifiers: [String] { Locale.availableIdentifiers.sorted() }
}
