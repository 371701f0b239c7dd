import Assets
import Drawing
import Testing

@testable import Reporting

/// Names from the data never become markup.
@Suite struct HTMLInjectionTests {
  static let names = [
    "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "' onmouseover='alert(1)", "</style></svg><b>",
    "a | b", "&lt;b&gt; &amp; &#60;", "<!-- tiles -->", "-->", "]]>", "![x](http://example.org/x.png)",
    "[x](javascript:alert(1))", "**strong** _em_ `code` ~~gone~~", "{{cover.title}}", "متجر الشمال 7", "华东仓库",
    "\u{202E}txet", "C:\\stores\\1", "# 1", "1. first", "- a", "> quote", "<https://example.org>", "e\u{301}",
  ]

  @Test("a name stands as it is in every place", arguments: names)
  func namesStayText(name: String) throws {
    let escaped = MarkdownContentType.escape(name)
    let markdown = """
      <!-- cover -->

      # \(escaped)

      | | |
      | :--- | :--- |
      | \(escaped) | \(escaped) |

      *\(escaped)*

      <!-- /cover -->

      ## \(escaped)

      <!-- tiles -->

      | Figure | Now | Optimised | Change | Note |
      | :--- | ---: | ---: | ---: | :--- |
      | \(escaped) | \(escaped) | \(escaped) | \(escaped) good | \(escaped) |

      <!-- contents -->

      | \(escaped) | x |
      | :--- | ---: |
      | \(escaped) | \(escaped) |

      ![\(escaped)](figures/stock.png "\(escaped)")

      """
    let figure = SampleReport.figure(
      "stock", caption: name, data: .init(head: [name, "b"], rows: [[name, "\(name)"]]))
    let page = try #require(try HTMLPage(markdown, title: name, figures: ["stock": figure]))
    for tag in ["h1", "h2", "dt", "dd", "figcaption", "title"] {
      #expect(page.all(tag).first?.text == name, "\(tag)")
    }
    #expect(page.all("td").filter { $0.text == name }.count >= 2)
    #expect(page.all("th").filter { $0.text == name }.count >= 3)
    #expect(page.all("script").count == 1)
    #expect(page.all("style").count == 1)
    for tag in ["img", "b", "em", "code", "del", "blockquote"] { #expect(page.all(tag).isEmpty, "\(tag)") }
    for element in page.elements {
      #expect(element.attributes.keys.allSatisfy { !$0.lowercased().hasPrefix("on") })
    }
  }

  @Test("raw HTML of a template is dropped")
  func rawHTML() throws {
    let page = try #require(
      try HTMLPage("<script>alert(1)</script>\n\ntext <img src=x onerror=y> end\n\n<iframe src=\"x\"></iframe>\n"))
    #expect(page.all("script").count == 1)
    #expect(page.all("img").isEmpty && page.all("iframe").isEmpty)
  }

  @Test(
    "harmless destinations stay",
    arguments: [
      "https://example.org/a?b=c&d", "HTTP://example.org", "mailto:a@example.org", "#evidence", "tables/policy.csv",
      "figures/a:b.png",
    ])
  func safeLinks(destination: String) {
    #expect(HTMLText.safeDestination(destination) == destination)
  }

  @Test(
    "others lose their link",
    arguments: [
      "javascript:alert(1)", "JavaScript:alert(1)", " javascript:alert(1)", "java\nscript:alert(1)",
      "java\u{0}script:alert(1)", "\u{1}javascript:x", "vbscript:x", "data:text/html,<script>", "file:///etc/passwd",
      "//example.org", "\\\\example.org", "",
    ])
  func unsafeLinks(destination: String) throws {
    #expect(HTMLText.safeDestination(destination) == nil)
    let writer = HTMLInlines.html([.link([.text("x")], destination: destination)])
    #expect(writer == "x")
  }

  @Test("control characters, which no XML holds, are replaced")
  func controlCharacters() {
    #expect(HTMLText.escape("a\u{0}b\u{1B}c\u{FFFE}\t") == "a\u{FFFD}b\u{FFFD}c\u{FFFD}\t")
    #expect(HTMLText.escape("<a href=\"x\" b='y'>&") == "&lt;a href=&quot;x&quot; b=&#39;y&#39;&gt;&amp;")
  }

  @Test("a family of type cannot end the style")
  func familyName() throws {
    var theme = try Theme(json: Assets.theme)
    theme.family = "A\"; } body { display: none } </style><b>"
    let writer = HTMLWriter(theme: theme, language: "en\"", title: "x", figures: [:])
    let page = try #require(HTMLPage(page: writer.page([])))
    #expect(page.source.contains("--family: \"A  body  display none  styleb\", system-ui, sans-serif;"))
    #expect(page.all("html").first?.attributes["lang"] == "en\"")
  }
}
