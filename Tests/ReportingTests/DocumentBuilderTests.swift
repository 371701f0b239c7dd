import Drawing
import PageLayout
import Testing

@testable import Reporting

@Suite struct DocumentBuilderTests {
  static let full = Scene(size: Size(400, 100), title: "Full", summary: "Full width.", elements: [])
  static let half = Scene(size: Size(200, 100), title: "Half", summary: "Half width.", elements: [])

  func blocks(_ markdown: String) -> [Block] {
    var builder = DocumentBuilder(
      pictures: Dictionary(
        uniqueKeysWithValues: ["stock", "left", "right"].map { ($0, .init(full: Self.full, half: Self.half)) }))
    return builder.blocks(of: MarkdownParser.parse(markdown))
  }

  @Test func coverTakesTitleFactsAndNotice() {
    let markdown = """
      <!-- cover -->

      # Review *2026*

      Example company

      | | |
      | :--- | :--- |
      | Scope | 3 **locations** |
      | Run | 0123 |

      *Synthetic data.*

      <!-- /cover -->

      Text
      """
    #expect(
      blocks(markdown) == [
        .cover(
          Cover(
            title: "Review 2026", subtitle: "Example company",
            facts: [Cover.Fact("Scope", "3 locations"), Cover.Fact("Run", "0123")], notice: ["Synthetic data."])),
        .paragraph(["Text"]),
      ])
  }

  @Test func aCoverThatNeverEndsTakesTheRest() {
    #expect(blocks("<!-- cover -->\n\n# T\n\ntext\n") == [.cover(Cover(title: "T", subtitle: "text"))])
    #expect(blocks("text\n\n<!-- /cover -->\n") == [.paragraph(["text"])])
  }

  @Test func tilesReadTheirRows() {
    let markdown = """
      <!-- tiles -->

      | Figure | Now | Optimised | Change | Note |
      | :--- | ---: | ---: | ---: | :--- |
      | Value | $8.5M | $6.0M | −29% good | measured |
      | Events | 738 | 1,564 | +112% bad | |
      | Service | 97% | 97% | no change neutral | |
      | Freed | – | $2.5M |  | one-time |
      | Short | 1 |
      """
    #expect(
      blocks(markdown) == [
        .tiles([
          Tile(
            label: "Value", figure: "$6.0M", comparison: "from $8.5M", change: .init("−29%", .down, .good),
            note: "measured"),
          Tile(label: "Events", figure: "1,564", comparison: "from 738", change: .init("+112%", .up, .bad)),
          Tile(
            label: "Service", figure: "97%", comparison: "from 97%", change: .init("no change", .level, .neutral)),
          Tile(label: "Freed", figure: "$2.5M", note: "one-time"),
          Tile(label: "Short", figure: "", comparison: "from 1"),
        ])
      ])
  }

  @Test func tilesOfNarrowTablesAreTilesToo() {
    let markdown = "<!-- tiles -->\n\n| Figure |\n| :--- |\n| Value |\n\n<!-- tiles -->\n\ntext\n"
    #expect(blocks(markdown) == [.tiles([Tile(label: "Value", figure: "", comparison: "")]), .paragraph(["text"])])
  }

  @Test func emphasisBeforeATableIsItsCaptionAndAfterItsNote() {
    let table = "| A | B |\n| :--- | ---: |\n| x | 1 |\n"
    let columns = [Table.Column.text, .figures]
    let captioned = Table(
      caption: ["One"], columns: columns, head: [["A"], ["B"]], body: [[["x"], ["1"]]], note: ["A remark."])
    let bare = Table(columns: columns, head: [["A"], ["B"]], body: [[["x"], ["1"]]])
    var second = bare
    second.caption = ["Two"]
    // What stands between two tables is the caption of the later.
    #expect(
      blocks("*One*\n\n\(table)\n*A remark.*\n\n*Two*\n\n\(table)\n*Two*\n\n\(table)\n\(table)")
        == [.table(captioned), .table(second), .table(second), .table(bare)])
    #expect(blocks("*Alone*\n") == [.paragraph([.emphasis(["Alone"])])])
    #expect(blocks("*Two* words\n\n\(table)").last == .table(bare))
  }

  @Test func strongRowsAtTheEndAreTotals() {
    let markdown = "| A | B |\n| :--- | ---: |\n| x | 1 |\n| | **2** |\n| **Total** | **1** |\n"
    #expect(
      blocks(markdown) == [
        .table(
          Table(
            columns: [.text, .figures], head: [["A"], ["B"]], body: [[["x"], ["1"]], [[], [.strong(["2"])]]],
            totals: [[[.strong(["Total"])], [.strong(["1"])]]]))
      ])
  }

  @Test func aTotalInBetweenKeepsItsPlace() {
    let markdown = "| A | B |\n| :--- | ---: |\n| x | 1 |\n| **Total** | **1** |\n| y | 2 |\n"
    #expect(
      blocks(markdown) == [
        .table(
          Table(
            columns: [.text, .figures], head: [["A"], ["B"]],
            body: [[["x"], ["1"]], [[.strong(["Total"])], [.strong(["1"])]], [["y"], ["2"]]]))
      ])
  }

  @Test func figuresAreFoundByTheirFile() {
    let figure = Figure(Self.full, alternativeText: "Bars", anchor: "figure-stock")
    #expect(blocks("![Bars](figures/stock.png \"T\")\n") == [.figures([figure])])
    #expect(blocks("![Bars](figures/stock.svg)   \n") == [.figures([figure])])
    #expect(blocks("See ![Bars](figures/stock.png)\n") == [.paragraph(["See ", "Bars"])])
    for source in ["figures/none.png", "figures/a/stock.png", "stock.png", "figures/stock", "https://a.org/stock.png"] {
      #expect(blocks("![Bars](\(source))\n") == [.paragraph(["Bars"])], "\(source)")
    }
  }

  @Test func pairsStandSideBySide() {
    let left = Figure(Self.half, alternativeText: "L", anchor: "figure-left")
    let right = Figure(Self.half, alternativeText: "R", anchor: "figure-right")
    let markdown = "<!-- pair -->\n\n![L](figures/left.png)\n\n![R](figures/right.png)\n"
    #expect(blocks(markdown + "\ntext\n") == [.figures([left, right]), .paragraph(["text"])])
    // A lone or unknown one is set as if nothing had been said.
    let alone = Figure(Self.full, alternativeText: "L", anchor: "figure-left")
    #expect(blocks("<!-- pair -->\n\n![L](figures/left.png)\n") == [.figures([alone])])
    #expect(
      blocks("<!-- pair -->\n\n![L](figures/left.png)\n\n![X](figures/x.png)\n") == [
        .figures([alone]), .paragraph(["X"]),
      ])
  }

  @Test("links that would run something are their words", arguments: ["javascript:alert(1)", "", "file:///etc/passwd"])
  func unsafeLinks(destination: String) {
    #expect(blocks("[words](<\(destination)>)\n") == [.paragraph(["words"])])
  }

  @Test func otherBlocksKeepTheirSense() {
    let markdown = """
      ## Head

      a **b** ~~c~~ `d` [e](#head) [f](https://example.org)

      > *quoted*

      3. x
      4. y

      ---

          code

      <!-- contents -->

      <!-- page-break -->

      <!-- unknown -->
      """
    #expect(
      blocks(markdown) == [
        .heading(level: 1, ["Head"]),
        .paragraph([
          "a ", .strong(["b"]), " ", .toned(["c"], .muted), " ", .code("d"), " ",
          .link(["e"], to: .destination("head")),
          " ", .link(["f"], to: .uri("https://example.org")),
        ]), .callout([.paragraph([.emphasis(["quoted"])])]),
        .list(List([[.paragraph(["x"])], [.paragraph(["y"])]], firstNumber: 3)), .rule, .preformatted("code\n"),
        .contents(Contents(levels: 1...1)), .pageBreak,
      ])
  }
}
