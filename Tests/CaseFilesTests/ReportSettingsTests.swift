import Foundation
import SupplyNetwork
import Testing

@testable import CaseFiles

/// Locale, language, currency and brand of the report.
@Suite struct ReportSettingsTests {
  private func read(_ text: String) -> (settings: CaseSettings, issues: [CaseIssue]) {
    var log = IssueLog()
    let file = SettingsFile(InputFile(name: "case.yaml", bytes: Array(text.utf8)), &log)
    return (file.settings, log.sorted())
  }

  @Test(
    "locales are taken in any spelling of their name",
    arguments: [
      ("en_US", "en_US"), ("de_DE", "de_DE"), ("de-DE", "de_DE"), ("pt-br", "pt_BR"), ("fr", "fr"),
      ("zh_CN", "zh_CN"), ("zh-hans-cn", "zh_Hans_CN"), ("ar_EG", "ar_EG"), ("he_IL", "he_IL"), ("hi_IN", "hi_IN"),
      ("de_FR", "de_FR"), ("es_419", "es_419"),
    ])
  func locales(text: String, locale: String) {
    let (settings, issues) = read("report: {locale: \(text)}\n")
    #expect(settings.report.locale == locale)
    #expect(issues == [])
  }

  @Test(
    "unknown locales are errors with a suggestion",
    arguments: [
      ("de_DD", "did you mean \"de_"), ("xx_YY", nil), ("german", nil), ("sv_QQ", "known: sv_"),
      ("de_DE.UTF-8", nil), ("en_US_POSIX", nil), ("pl_PLN", "did you mean \"pl_PL\"?"), ("is_XX", "known: is_IS"),
    ])
  func unknownLocales(text: String, hint: String?) throws {
    let (settings, issues) = read("report: {locale: \"\(text)\"}\n")
    #expect(settings.report.locale == "en_US")
    let issue = try #require(issues.first)
    #expect(issue.code == "unknown-word" && issue.severity == .error && issues.count == 1)
    if let hint { #expect(issue.hint?.hasPrefix(hint) == true, "\(issue.hint ?? "no hint")") }
  }

  @Test("languages are tags")
  func languages() {
    #expect(read("report: {language: de}\n").settings.report.language == "de")
    #expect(read("report: {language: pt-BR}\n").settings.report.language == "pt-BR")
    #expect(read("report: {language: }\n").settings.report.language == nil)
  }

  @Test("currencies are those of ISO 4217")
  func currencies() throws {
    for code in ["USD", "EUR", "JPY", "KWD", "CHF", "XOF"] {
      let (settings, issues) = read("currency: \(code)\n")
      #expect(settings.currency == code && issues == [])
    }
    let (settings, issues) = read("currency: EUO\n")
    #expect(settings.currency == "EUO")
    let issue = try #require(issues.first)
    #expect(issue.severity == .warning && issue.code == "unknown-word" && issue.hint?.contains("did you mean") == true)
  }

  @Test("a brand has a name, a logo and colours of known roles")
  func brand() throws {
    let text = "report: {brand: {name: B, logo: b.png, colors: {accent: \"#1F5FAA\", acent: \"#000000\"}}}\n"
    let (settings, issues) = read(text)
    #expect(settings.report.brand.name == "B" && settings.report.brand.logo == "b.png")
    #expect(settings.report.brand.colors == ["accent": "#1F5FAA"])
    var log = IssueLog()
    let file = SettingsFile(InputFile(name: "case.yaml", bytes: Array(text.utf8)), &log)
    #expect(file.colorPlaces == ["accent": .init(file: "case.yaml", line: 1, column: "report.brand.colors.accent")])
    #expect(issues.map(\.code) == ["unknown-key"] && issues[0].hint == "did you mean \"accent\"?")
  }

  @Test("a logo must stay inside the folder")
  func logoPlaces() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("logo-\(UUID().uuidString)")
    let inside = folder.appendingPathComponent("case")
    try FileManager.default.createDirectory(at: inside, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try Data(SampleLogo.header()).write(to: folder.appendingPathComponent("secret.png"))
    try Data(SampleLogo.header()).write(to: inside.appendingPathComponent("logo.png"))
    try FileManager.default.createSymbolicLink(
      at: inside.appendingPathComponent("link.png"), withDestinationURL: folder.appendingPathComponent("secret.png"))
    func codes(_ logo: String) throws -> [String] {
      var log = IssueLog()
      var files = try #require(CaseFolder(path: inside.path, &log))
      let place = CaseIssue.Place(file: "case.yaml", line: 7, column: "report.brand.logo")
      let bytes = files.logo(logo, at: place, &log)
      #expect((bytes == nil) == log.hasErrors)
      #expect(log.sorted().allSatisfy { $0.place == place })
      return log.sorted().map(\.code)
    }
    #expect(try codes("logo.png") == [])
    for outside in ["../secret.png", "/etc/hostname", "link.png", "a/../../secret.png"] {
      #expect(try codes(outside) == ["outside-folder"])
    }
    #expect(try codes("none.png") == ["missing-file"])
  }

  @Test("a logo is a PNG picture of sensible size")
  func logoContents() {
    #expect(LogoCheck.fault(in: SampleLogo.header()) == nil)
    #expect(LogoCheck.fault(in: [])?.code == "not-png")
    #expect(LogoCheck.fault(in: Array("<svg xmlns=\"http://www.w3.org/2000/svg\"/>".utf8))?.code == "not-png")
    #expect(LogoCheck.fault(in: Array(SampleLogo.header().dropLast(1)))?.code == "not-png")
    #expect(LogoCheck.fault(in: SampleLogo.header(width: 4001))?.code == "out-of-range")
    #expect(LogoCheck.fault(in: SampleLogo.header(height: 1))?.code == "out-of-range")
    #expect(
      LogoCheck.fault(in: [UInt8](repeating: 0, count: LogoCheck.byteLimit + 1))?.code == "file-too-large")
  }
}

/// What a PNG file begins and ends with; there is no picture between.
enum SampleLogo {
  static func header(width: Int = 64, height: Int = 32) -> [UInt8] {
    func number(_ value: Int) -> [UInt8] { [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) } }
    return [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] + number(13) + Array("IHDR".utf8) + number(width)
      + number(height) + [8, 2, 0, 0, 0] + number(0) + number(0) + Array("IEND".utf8) + [0xAE, 0x42, 0x60, 0x82]
  }
}
