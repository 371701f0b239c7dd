import Drawing
import Foundation
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

@Suite struct SVGWriterTests {
  @Test func writesTheMarkupAsRecorded() throws {
    let theme = try Repository.theme()
    try Recording.expect(
      SVGWriter.svg(SampleScenes.bars(theme), idPrefix: "fig-1"), isRecordedAs: "bars.svg")
    try Recording.expect(
      SVGWriter.svg(SampleScenes.bars(theme), idPrefix: "fig-1", paint: .variables(theme)),
      isRecordedAs: "bars-variables.svg")
  }

  @Test func isWellFormedWhateverTheStrings() throws {
    let theme = try Repository.theme()
    for scene in [SampleScenes.awkward(), SampleScenes.bars(theme), SampleScenes.broken()] {
      for paint in [SVGWriter.Paint.literal, .variables(theme)] {
        let svg = SVGWriter.svg(scene, idPrefix: "1 <a>\"", paint: paint)
        let content = XMLContent()
        let parser = XMLParser(data: Data(svg.utf8))
        parser.delegate = content
        #expect(parser.parse(), "\(parser.parserError.map { "\($0)" } ?? "")")
        #expect(content.ids.allSatisfy { $0.hasPrefix("1--a---") })
        #expect(Set(content.ids).count == content.ids.count)
        #expect(!content.attributeNames.contains("style"), "a page may forbid inline styles")
      }
    }
  }

  @Test func keepsEveryString() throws {
    let svg = SVGWriter.svg(SampleScenes.awkward(), idPrefix: "f")
    let content = XMLContent()
    let parser = XMLParser(data: Data(svg.utf8))
    parser.delegate = content
    #expect(parser.parse())
    #expect(content.texts.contains("<script>alert(\"1 & 2\")</script>"))
    #expect(content.texts.contains("مرحبا بالعالم"))
    #expect(content.texts.contains("tab new line end"))
    #expect(content.texts.contains("  two  spaces  "))
    #expect(content.texts.contains("\u{FFFD}\u{FFFD}"))
  }

  @Test func leavesOutWhatCannotBeDrawn() {
    let svg = SVGWriter.svg(SampleScenes.broken(), idPrefix: "f")
    #expect(
      svg == """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 20" width="20pt" height="20pt" role="img" \
        aria-labelledby="f-title">
        <title id="f-title">Broken</title>
        <path d="M0 0L1.01 0" fill="none" stroke="#000000" stroke-width="0.5"/>
        </svg>

        """)
  }
}

/// What a parser met.
private final class XMLContent: NSObject, XMLParserDelegate {
  private(set) var ids: [String] = []
  private(set) var attributeNames: Set<String> = []
  /// Content of the `text` elements.
  private(set) var texts: [String] = []
  private var isInText = false

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
    attributes: [String: String]
  ) {
    attributes["id"].map { ids.append($0) }
    attributeNames.formUnion(attributes.keys)
    isInText = name == "text"
    if isInText { texts.append("") }
  }

  func parser(_ parser: XMLParser, foundCharacters string: String) {
    if isInText { texts[texts.count - 1] += string }
  }

  func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) {
    isInText = false
  }
}
