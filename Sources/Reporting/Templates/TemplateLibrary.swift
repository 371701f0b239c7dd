internal import Assets
public import Findings
import Foundation
internal import Mustache
internal import Templates

/// What is wrong with a template.
public struct TemplateError: Error, Sendable, Equatable {
  /// One line per fault: file, line, what is wrong.
  public var faults: [String]
}

/// The report templates and their look: those compiled in, and those of a folder that replace them.
public struct TemplateLibrary: Sendable {
  /// Text by file name.
  private let sources: [String: String]
  /// Colours, families and sizes, as JSON.
  let theme: String
  /// The style sheet of the page.
  let styleSheet: String
  /// The words that stand in no template.
  let words: ReportWords

  private static let themeName = "theme.json"
  private static let styleSheetName = "report.css"
  private static let wordsName = "words.json"

  /// The built-in templates and look.
  public init() {
    sources = Templates.all
    theme = String(decoding: Assets.theme, as: UTF8.self)
    styleSheet = Assets.styleSheet
    words = ReportWords()
  }

  /// The built-in templates, each replaced by the file of the same name in a folder, where there is one; other
  /// `.mustache` files of the folder are added. `theme.json`, `report.css` and `words.json` replace the built-in
  /// look and words likewise.
  ///
  /// - Throws: ``TemplateError`` where the folder or a file cannot be read.
  public init(overriddenBy folder: String) throws(TemplateError) {
    var sources = Templates.all
    let manager = FileManager.default
    guard let names = try? manager.contentsOfDirectory(atPath: folder) else {
      throw TemplateError(faults: ["\(folder): there is no such folder of templates"])
    }
    var look: [String: String] = [:]
    let isLook = { (name: String) in [Self.themeName, Self.styleSheetName, Self.wordsName].contains(name) }
    for name in names.sorted() where name.hasSuffix(".mustache") || isLook(name) {
      guard let data = manager.contents(atPath: folder + "/" + name), let text = String(bytes: data, encoding: .utf8)
      else {
        throw TemplateError(faults: ["\(name): the file is not readable as UTF-8"])
      }
      // Line ends of another system are no part of a text.
      let lines = text.replacing("\r\n", with: "\n")
      if isLook(name) { look[name] = lines } else { sources[name] = lines }
    }
    self.sources = sources
    theme = look[Self.themeName] ?? String(decoding: Assets.theme, as: UTF8.self)
    styleSheet = look[Self.styleSheetName] ?? Assets.styleSheet
    words = try look[Self.wordsName].map { text throws(TemplateError) in try ReportWords(json: text) } ?? ReportWords()
    guard !styleSheet.lowercased().contains("</style") else {
      throw TemplateError(faults: ["\(Self.styleSheetName): a style sheet must not hold “</style”"])
    }
  }

  /// File name and text of every template and of the look, by name: what `templates eject` writes.
  public var files: [(name: String, text: String)] {
    let look = [Self.styleSheetName: styleSheet, Self.themeName: theme, Self.wordsName: words.text]
    return sources.merging(look) { _, file in file }.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  /// Names of the reports that can be written.
  public var reportNames: [String] {
    sources.keys.filter { $0.hasSuffix(Self.reportEnding) }.map { String($0.dropLast(Self.reportEnding.count)) }
      .sorted()
  }

  private static let reportEnding = ".md.mustache"

  /// The report as Markdown.
  ///
  /// - Throws: ``TemplateError`` where the template does not exist, is no valid Mustache, or names something that the
  ///   findings do not have.
  public func markdown(of findings: StudyFindings, template: String) throws(TemplateError) -> String {
    let name = template + ".md"
    guard sources[name + ".mustache"] != nil else {
      throw TemplateError(
        faults: ["there is no template “\(template)”; there are \(reportNames.joined(separator: ", "))"])
    }
    let templates = try parsed()
    let context = TemplateContext(findings)
    var check = TemplateCheck(
      templates: Dictionary(
        uniqueKeysWithValues: sources.map { (String($0.key.dropLast(".mustache".count)), $0.value) }))
    check.check(name, against: context)
    guard check.faults.isEmpty else {
      throw TemplateError(
        faults: check.faults.map {
          "\($0.template).mustache:\($0.line): the findings have no “\($0.name)”"
        })
    }
    let library = MustacheLibrary(templates: templates)
    guard let rendered = library.render(context.rendered as Any, withTemplate: name) else {
      throw TemplateError(faults: ["\(name).mustache could not be rendered"])
    }
    return Self.tidy(rendered)
  }

  /// All templates by name.
  private func parsed() throws(TemplateError) -> [String: MustacheTemplate] {
    MustacheContentTypes.register(MarkdownContentType(), named: MarkdownContentType.name)
    var templates: [String: MustacheTemplate] = [:]
    for (file, text) in files {
      do {
        templates[String(file.dropLast(".mustache".count))] = try MustacheTemplate(string: text)
      } catch let error as MustacheTemplate.ParserError {
        let place = "\(file):\(error.context.lineNumber):\(error.context.columnNumber)"
        throw TemplateError(faults: ["\(place): this is no valid Mustache (\(error.error))"])
      } catch {
        throw TemplateError(faults: ["\(file): this is no valid Mustache (\(error))"])
      }
    }
    return templates
  }

  /// At most one blank line in a row, none at the ends.
  private static func tidy(_ text: String) -> String {
    var lines: [Substring] = []
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      let isBlank = line.allSatisfy(\.isWhitespace)
      if isBlank, lines.last?.isEmpty ?? true { continue }
      lines.append(isBlank ? "" : line)
    }
    while lines.last?.isEmpty ?? false { lines.removeLast() }
    return lines.joined(separator: "\n") + "\n"
  }
}
