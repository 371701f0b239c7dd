import Assets
import Drawing
import Foundation
import Reporting

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// A page read back by an XML parser, which accepts nothing that is not well-formed.
struct HTMLPage {
  struct Element {
    var name: String
    var attributes: [String: String]
    var parent: Int?
    /// All text in it, that of its children included.
    var text = ""
  }

  let source: String
  let elements: [Element]

  /// Writes Markdown as a page and reads it back; `nil` where the page is not well-formed.
  init?(
    _ markdown: String, title: String = "Review", language: String = "en", figures: [String: HTMLFigure] = [:],
    tableFiles: [String: String] = [:]
  ) throws {
    let writer = HTMLWriter(
      theme: try Theme(json: Assets.theme), language: language, title: title, figures: figures, tableFiles: tableFiles)
    self.init(page: writer.page(MarkdownParser.parse(markdown)))
  }

  init?(page: [UInt8]) {
    let reader = Reader()
    let parser = XMLParser(data: Data(page))
    parser.delegate = reader
    guard parser.parse() else { return nil }
    source = String(decoding: page, as: UTF8.self)
    elements = reader.elements
  }

  /// Places of the elements of a name, top to bottom.
  func places(_ name: String) -> [Int] { elements.indices.filter { elements[$0].name == name } }

  /// The elements of a name, within another if one is given.
  func all(_ name: String, in ancestor: Int? = nil) -> [Element] {
    places(name).filter { ancestor == nil || ancestors(of: $0).contains(ancestor ?? -1) }.map { elements[$0] }
  }

  /// The places of the elements around one, from the inside out.
  func ancestors(of place: Int) -> [Int] {
    Array(sequence(first: place) { elements[$0].parent }.dropFirst())
  }

  /// The elements of a class.
  func ofClass(_ name: String) -> [Element] {
    elements.filter { $0.attributes["class"]?.split(separator: " ").contains(Substring(name)) ?? false }
  }

  var ids: [String] { elements.compactMap { $0.attributes["id"] } }

  private final class Reader: NSObject, XMLParserDelegate {
    var elements: [Element] = []
    private var open: [Int] = []

    func parser(
      _: XMLParser, didStartElement name: String, namespaceURI _: String?, qualifiedName _: String?,
      attributes: [String: String]
    ) {
      elements.append(Element(name: name, attributes: attributes, parent: open.last))
      open.append(elements.count - 1)
    }

    func parser(_: XMLParser, didEndElement _: String, namespaceURI _: String?, qualifiedName _: String?) {
      open.removeLast()
    }

    func parser(_: XMLParser, foundCharacters text: String) {
      for place in open { elements[place].text += text }
    }
  }
}

/// A report in miniature with everything that a page knows.
enum SampleReport {
  static let markdown = """
    <!-- cover -->

    # Inventory review

    Example company

    | | |
    | :--- | :--- |
    | Scope | 3 locations |
    | Run | 0123 |

    *Synthetic data.*

    <!-- /cover -->

    ## Executive summary

    **Cut inventory by a third.** It is possible.

    <!-- tiles -->

    | Figure | Now | Optimised | Change | Note |
    | :--- | ---: | ---: | ---: | :--- |
    | Inventory value | $8.50M | $5.98M | −30% good | measured |
    | Stockout events | 738 | 1,564 | +112% bad | ± 9 |
    | Cash freed | – | $2.52M | no change neutral | one-time |

    ### Decisions

    1. Approve. See [the evidence](#evidence).
    1. Start.

    <!-- contents -->

    ## Current state

    *By tier*

    | Tier | Units | Issue |
    | :--- | ---: | :---: |
    | Plant | 10 | none |
    | **Total** | **10** | |

    *A remark.*

    *Second table*

    | Tier | Units |
    | :--- | ---: |
    | Store | 1 |

    ![Bars: 1 today.](figures/stock.png "Stock")

    <!-- pair -->

    ![Left.](figures/left.png)
    ![Right.](figures/right.png)

    #### Detail

    > Guard-rail: *stop*.

    <!-- page-break -->

    ## Evidence

    | Left over |
    | :--- |
    | cell |
    """

  /// A figure whose ids begin with its name.
  static func figure(_ id: String, caption: String = "Stock, units", data: HTMLFigure.DataTable? = nil) -> HTMLFigure {
    func scene(_ width: Double) -> Scene {
      Scene(
        size: Size(width, 40), title: "Stock falls", summary: "Bars: 1 today.",
        elements: [
          .shape(
            SceneShape(
              .rectangle(Rectangle(x: 0, y: 0, width: width / 2, height: 20)),
              fill: .hatched(line: .black, ground: .white))),
          .text(SceneText("a < b", font: Font(family: "Inter", size: 9), color: .black, at: Point(0, 35))),
        ])
    }
    return HTMLFigure(
      svg: SVGWriter.svg(scene(HTMLFigure.wideWidth), idPrefix: id),
      narrowSVG: SVGWriter.svg(scene(HTMLFigure.narrowWidth), idPrefix: id + "-narrow"), caption: caption, data: data)
  }

  static let figures = [
    "stock": figure("stock", data: .init(head: ["Tier", "Units"], rows: [["Plant", "1,200"], ["A & B", "−3"]])),
    "left": figure("left"), "right": figure("right"),
  ]
}
