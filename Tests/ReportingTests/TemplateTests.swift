import Findings
import Testing

@testable import Reporting

@Suite struct TemplateContextTests {
  struct Part {
    var name: String
    var count = 3
    var share = 0.5
    var isStrong = true
    var direction = KeyFigure.Direction.good
    var note: String?
    var list = ["a", "b"]
    var inner: [Inner] = []
  }
  struct Inner { var text: String }

  @Test func walksPlainValues() throws {
    guard case .object(let members) = TemplateContext(Part(name: "x", inner: [Inner(text: "y")])) else {
      Issue.record("no object")
      return
    }
    #expect(members.keys.sorted() == ["count", "direction", "inner", "isStrong", "list", "name", "note", "share"])
    let rendered = try #require(TemplateContext.object(members).rendered as? [String: Any])
    #expect(rendered["name"] as? String == "x")
    #expect(rendered["count"] as? String == "3")
    #expect(rendered["share"] as? String == "0.5")
    #expect(rendered["isStrong"] as? Bool == true)
    #expect(rendered["direction"] as? String == "good")
    #expect(rendered["list"] as? [String] == ["a", "b"])
    #expect((rendered["inner"] as? [[String: Any]])?.first?["text"] as? String == "y")
    #expect(rendered["note"] == nil)
  }

  @Test func emptyTextsAndAbsentPartsAreFalse() throws {
    let rendered = try #require(TemplateContext(Part(name: "")).rendered as? [String: Any])
    #expect(rendered["name"] == nil)
    #expect(rendered["note"] == nil)
    #expect((rendered["inner"] as? [Any])?.isEmpty == true)
  }
}

@Suite struct TemplateCheckTests {
  typealias Part = TemplateContextTests.Part

  func faults(_ template: String, partials: [String: String] = [:], in value: Part) -> [String] {
    var check = TemplateCheck(templates: partials.merging(["t": template]) { $1 })
    check.check("t", against: TemplateContext(value))
    return check.faults.map { "\($0.template):\($0.line) \($0.name)" }
  }

  @Test func everyNameIsFound() {
    let template = """
      {{name}} {{{count}}} {{& share}} {{ isStrong }}
      {{! a comment
      over two lines with {{name}
      }}
      {{#inner}}{{text}} {{name}} {{.}}{{/inner}}{{^inner}}{{name}}{{/inner}}
      {{#list}}{{.}}{{/list}} {{#note}}{{note}} {{anything}}{{/note}}
      """
    #expect(faults(template, in: Part(name: "x", inner: [.init(text: "y")])) == [])
  }

  @Test func aMisspeltNameIsToldWithItsLine() {
    let value = Part(name: "x", inner: [.init(text: "y")])
    #expect(faults("{{name}}\n\n{{nmae}}", in: value) == ["t:3 nmae"])
    #expect(faults("a\n{{#inner}}\n{{txt}}\n{{/inner}}\n{{text}}", in: value) == ["t:3 txt", "t:5 text"])
    #expect(faults("{{! one\ntwo }}\n{{^oops}}{{/oops}}{{#gone}}{{/gone}}", in: value) == ["t:3 oops", "t:3 gone"])
    #expect(
      faults("{{name.more}}\n{{ & nmae }}\n{{{ nmae }}}", in: value) == ["t:1 name.more", "t:2 nmae", "t:3 nmae"])
  }

  @Test func nothingIsSaidOfWhatIsAbsent() {
    #expect(faults("{{#note}}{{anything.at.all}}{{/note}}{{note.more}}", in: Part(name: "x")) == [])
    #expect(faults("{{#inner}}{{anything}}{{/inner}}\n{{nmae}}", in: Part(name: "x")) == ["t:2 nmae"])
  }

  @Test func partialsAreFollowedWhereTheyStand() {
    let value = Part(name: "x", inner: [.init(text: "y")])
    #expect(faults("{{#inner}}{{> p}}{{/inner}}", partials: ["p": "{{text}}\n{{name}}"], in: value) == [])
    #expect(faults("{{#inner}}{{> p}}{{/inner}}", partials: ["p": "{{text}}\n{{txt}}"], in: value) == ["p:2 txt"])
    #expect(faults("\n{{> p}}", partials: ["p": "{{text}}"], in: value) == ["p:1 text"])
    #expect(faults("\n{{> q}}", partials: ["p": ""], in: value) == ["t:2 > q"])
    #expect(faults("{{> p}}", partials: ["p": "{{> p}}"], in: value) == [])
  }

  @Test(
    "broken tags do not stop it", arguments: ["{{", "{{name", "{{{name}}", "}}", "{{}}", "{{/name}}", "{{#}}", "{{>}}"])
  func brokenTags(template: String) {
    #expect(faults(template, in: Part(name: "x")).count <= 1)
  }
}

@Suite struct TemplateLibraryTests {
  @Test("built-in templates fit every kind of study", arguments: SmallStudies.all.keys.sorted())
  func builtInTemplates(name: String) async throws {
    let findings = StudyFindings(try #require(try await SmallStudies.study(name)))
    let library = TemplateLibrary()
    #expect(library.reportNames == ["executive", "one-page", "technical"])
    for template in library.reportNames {
      let markdown = try library.markdown(of: findings, template: template)
      let heads = MarkdownParser.parse(markdown).compactMap { block -> String? in
        if case .heading(2, let inlines) = block { inlines.plainText } else { nil }
      }
      let asked =
        template == "one-page"
        ? ["Executive summary"]
        : [
          "Executive summary", "Current state", "Optimised policy", "Financial impact", "Risk pooling",
          "Implementation plan", "Technology requirements",
        ]
      for head in asked { #expect(heads.contains(head), "\(template)") }
      #expect(template != "one-page" || heads == asked)
      #expect(markdown.hasSuffix("\n") && !markdown.hasSuffix("\n\n") && !markdown.contains("\n\n\n"))
      #expect(!markdown.contains("{{"))
    }
  }

  @Test func wordsOfTheDataAddNoStructure() async throws {
    let library = TemplateLibrary()
    var findings = StudyFindings(try await SmallStudies.consumerGoods.value)
    fill(&findings, with: "word")
    let expected = MarkdownParser.parse(try library.markdown(of: findings, template: "executive")).map(shape)
    for text in MarkdownEscapingTests.hostile where !text.allSatisfy(\.isWhitespace) {
      fill(&findings, with: text)
      let found = MarkdownParser.parse(try library.markdown(of: findings, template: "executive")).map(shape)
      #expect(found == expected, "\(text.debugDescription)")
    }
  }

  /// Puts a text where names of the data stand.
  private func fill(_ findings: inout StudyFindings, with text: String) {
    findings.cover.title = text
    findings.cover.organisation = text
    findings.cover.notice = text
    findings.summary.recommendation = text
    findings.summary.risks = [text, text]
    findings.summary.ifNothingIsDone = text
    findings.technology.lead = text
    findings.assumptions.definitions = FindingsTable(
      id: "definitions", caption: text, columns: [.init(text, numeric: false), .init(text)],
      rows: [.init([.init(text), .init(text)]), .init([.init(text), .init(text)], isTotal: true)], note: text)
    findings.currentState.inventoryByTier.heading.title = text
    findings.currentState.inventoryByTier.heading.alternativeText = text
  }

  /// What a block is, without its words.
  private func shape(_ block: MarkdownBlock) -> String {
    switch block {
    case .heading(let level, let inlines): "h\(level)" + shape(inlines)
    case .paragraph(let inlines): "p" + shape(inlines)
    case .list(let items, let first): "l\(first ?? 0)" + items.map { $0.map(shape).joined() }.joined(separator: ";")
    case .quote(let blocks): "q" + blocks.map(shape).joined()
    case .code: "code"
    case .table(let table):
      "t" + ([table.head] + table.rows).map { $0.map(shape).joined(separator: "|") }.joined(separator: ";")
    case .rule: "rule"
    case .directive(let name): name
    }
  }

  private func shape(_ inlines: [MarkdownInline]) -> String {
    inlines.map { inline in
      switch inline {
      case .text: "w"
      case .strong(let inner): "**" + shape(inner) + "**"
      case .emphasis(let inner): "*" + shape(inner) + "*"
      case .strikethrough: "~"
      case .code: "`"
      case .link: "link"
      case .image(_, let source, _): source
      case .lineBreak: "br"
      }
    }.joined()
  }

  @Test func aFolderReplacesAndAddsTemplates() async throws {
    let findings = StudyFindings(try await SmallStudies.serial.value)
    try Scratch.use { scratch in
      try scratch.put(
        "brief.md.mustache", Array("{{% CONTENT_TYPE:MARKDOWN}}\r\n# {{cover.title}}\r\n\r\n\r\nEnd\r\n".utf8))
      try scratch.put("figure.mustache", Array("(figure)\n".utf8))
      try scratch.put("notes.txt", Array("{{oops}}".utf8))
      let library = try TemplateLibrary(overriddenBy: scratch.path(""))
      #expect(library.reportNames == ["brief", "executive", "one-page", "technical"])
      let names = library.files.map(\.name)
      #expect(names == names.sorted() && names.count == Set(names).count)
      #expect(Set(names) == Set(TemplateLibrary().files.map(\.name)).union(["brief.md.mustache"]))
      #expect(try library.markdown(of: findings, template: "brief") == "# \(findings.cover.title)\n\nEnd\n")
      let report = try library.markdown(of: findings, template: "executive")
      #expect(report.contains("(figure)") && !report.contains("!["))
    }
  }

  @Test func aFolderReplacesTheLook() throws {
    try Scratch.use { scratch in
      let builtIn = TemplateLibrary()
      let theme = builtIn.theme.replacing("#0B6E99", with: "#7A1FA2")
      try #require(theme != builtIn.theme)
      try scratch.put("theme.json", Array(theme.utf8))
      #expect(try TemplateLibrary(overriddenBy: scratch.path("")).theme == theme)
      #expect(try TemplateLibrary(overriddenBy: scratch.path("")).styleSheet == builtIn.styleSheet)
      try scratch.put("report.css", Array("p { color: red }</STYLE><script>x</script>".utf8))
      let fault = #expect(throws: TemplateError.self) { try TemplateLibrary(overriddenBy: scratch.path("")) }
      #expect(fault?.faults == ["report.css: a style sheet must not hold “</style”"])
    }
  }

  /// The faults of a report from a folder with one more template.
  private func faults(_ text: String, file: String = "mine.md.mustache", template: String = "mine") async throws
    -> [String]
  {
    let findings = StudyFindings(try await SmallStudies.serial.value)
    return try Scratch.use { scratch in
      try scratch.put(file, Array(text.utf8))
      let library = try TemplateLibrary(overriddenBy: scratch.path(""))
      do throws(TemplateError) {
        _ = try library.markdown(of: findings, template: template)
        return []
      } catch {
        return error.faults
      }
    }
  }

  @Test func faultsNameFileLineAndKey() async throws {
    #expect(
      try await faults("# {{cover.title}}\n\n{{cover.titel}}\n{{#summary.risks}}{{x}}{{/summary.risks}}\n") == [
        "mine.md.mustache:3: the findings have no “cover.titel”", "mine.md.mustache:4: the findings have no “x”",
      ])
    #expect(
      try await faults("{{caption}}\n{{headline}}\n", file: "table.mustache", template: "executive").first
        == "table.mustache:2: the findings have no “headline”")
    #expect(
      try await faults("{{> chart}}") == ["mine.md.mustache:1: the findings have no “> chart”"])
  }

  @Test func anUnknownTemplateNamesThoseThatExist() async throws {
    #expect(
      try await faults("", template: "annual")
        == ["there is no template “annual”; there are executive, mine, one-page, technical"])
  }

  @Test(
    "invalid Mustache is told with its place",
    arguments: [
      "a\n{{#summary}}\nb\n", "a\n{{#summary}}{{/cover}}", "a\n{{cover.title", "a\n{{/summary}}", "a\n{{=x}}",
    ])
  func invalidMustache(text: String) async throws {
    let faults = try await faults(text)
    #expect(faults.count == 1)
    #expect(
      faults.first?.contains(/^mine\.md\.mustache:[1-4]:\d+: this is no valid Mustache \(\w+\)$/) == true, "\(faults)")
  }

  @Test func anUnreadableFolderOrFileIsNamed() throws {
    try Scratch.use { scratch in
      let missing = #expect(throws: TemplateError.self) { try TemplateLibrary(overriddenBy: scratch.path("none")) }
      #expect(missing?.faults.first?.contains("none: there is no such folder") == true)
      try scratch.put("table.mustache", [0xFF, 0xFE, 0x00])
      let unreadable = #expect(throws: TemplateError.self) { try TemplateLibrary(overriddenBy: scratch.path("")) }
      #expect(unreadable?.faults == ["table.mustache: the file is not readable as UTF-8"])
    }
  }
}
