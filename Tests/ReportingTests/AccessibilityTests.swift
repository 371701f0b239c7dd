import Foundation
import Testing

@testable import Reporting

/// The text of axe-core, where it is there.
private enum AxeScript {
  static let text: String? = {
    let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../.build-axe/axe.min.js")
    return try? String(contentsOf: root.standardizedFileURL, encoding: .utf8)
  }()
}

/// What axe-core finds against the report in headless Chromium; only where both are there (Tests/axe.sh fetches the
/// first).
@Suite(.enabled(if: Program.named("chromium") != nil && AxeScript.text != nil), .serialized)
struct AccessibilityTests {
  /// Window in pixels, and whether the reader prefers dark pages.
  static let readers: [(width: Int, isDark: Bool)] = [(1280, false), (1280, true), (320, false)]

  private static let rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

  @Test(arguments: readers) func nothingStandsInAReadersWay(_ reader: (width: Int, isDark: Bool)) async throws {
    let study = try await SmallStudies.consumerGoods.value
    var options = ReportOptions()
    options.formats = [.html]
    let report = try await ReportWriter.report(of: await ReportMaterial(study), options: options)
    let page = try #require(report.files.first { $0.path == "report.html" })
    let found = try Self.audit(String(decoding: page.bytes, as: UTF8.self), reader)
    #expect(found.passes > 30)
    #expect(found.violations == [])
  }

  /// The audit itself finds what is wrong.
  @Test func aPictureWithoutWordsIsFound() throws {
    let page = "<!DOCTYPE html><html><head></head><body><main><img src=\"x.png\"></main></body></html>"
    #expect(try Self.audit(page, Self.readers[0]).violations.contains { $0.hasPrefix("image-alt") })
  }

  /// Rules passed, and for each rule broken its name, where and how.
  private static func audit(
    _ page: String, _ reader: (width: Int, isDark: Bool)
  ) throws -> (passes: Int, violations: [String]) {
    let checker = try #require(AxeScript.text).replacing("</script", with: "<\\/script")
    let tags = rules.map { "\"\($0)\"" }.joined(separator: ",")
    let call = """
      axe.run(document, {runOnly: [\(tags)]}).then(found => {
        const lines = found.violations.map(rule => rule.id + " " + rule.nodes.map(node => node.html).join(" "));
        const out = document.createElement("pre");
        out.id = "audit";
        out.textContent = btoa(unescape(encodeURIComponent([found.passes.length, ...lines].join("\\n"))));
        document.body.append(out);
      });
      """
    // The page's own policy lets no script in; the checker needs one.
    let open = page.replacing(/<meta http-equiv="Content-Security-Policy"[^>]*>/, with: "")
      .replacing("</body>", with: "<script>\(checker)</script><script>\(call)</script></body>")
    let output = try Scratch.use { scratch in
      try scratch.put("page.html", Array(open.utf8))
      return try #require(Program.named("chromium")).run([
        "--headless", "--no-sandbox", "--disable-gpu", "--window-size=\(reader.width),900",
        "--blink-settings=preferredColorScheme=\(reader.isDark ? 0 : 1)", "--virtual-time-budget=60000", "--dump-dom",
        "file://" + scratch.path("page.html"),
      ]).output
    }
    let code = try #require(try /<pre id="audit">([^<]*)</.firstMatch(in: output)?.output.1)
    let lines = String(decoding: try #require(Data(base64Encoded: String(code))), as: UTF8.self)
      .split(separator: "\n").map(String.init)
    return (try #require(lines.first.flatMap { Int($0) }), Array(lines.dropFirst()))
  }
}
