import Assets
import Drawing
import Reporting
import Testing

/// Odd documents and large ones.
@Suite struct HTMLEdgeTests {
  @Test func emptyDocumentIsAPage() throws {
    let page = try #require(try HTMLPage("", title: "Nothing"))
    #expect(page.all("h1").map(\.text) == ["Nothing"])
    #expect(page.all("nav").isEmpty)
  }

  @Test func onlyTheFirstTitleIsOne() throws {
    let page = try #require(try HTMLPage("# One\n\n# Two\n\n#### Deep\n\n> # Quoted\n\n# Two\n"))
    #expect(page.all("h1").map(\.text) == ["One"])
    #expect(page.all("h2").map(\.attributes["id"]) == ["two", "two-2"])
    #expect(page.all("h3").map(\.text) == ["Deep"])
    #expect(page.all("section").count == 2)
  }

  @Test func headingsLeaveTheIdsOfPicturesAndThePageAlone() throws {
    let markdown = "## Content\n\n## Stock title\n\n## 库存\n\n## !\n\n![b](figures/stock.png)\n"
    let page = try #require(try HTMLPage(markdown, figures: SampleReport.figures))
    #expect(page.all("h2").map(\.attributes["id"]) == ["content-2", "stock-title-2", "库存", "section"])
    #expect(Set(page.ids).count == page.ids.count)
  }

  @Test func theSameFigureStandsOnce() throws {
    let page = try #require(
      try HTMLPage("![a](figures/stock.png)\n\n![a](figures/stock.png)\n", figures: SampleReport.figures))
    #expect(page.all("figure").count == 1)
    #expect(page.all("a").contains { $0.attributes["href"] == "#figure-stock" })
  }

  @Test func aMissingPictureIsItsText() throws {
    let page = try #require(try HTMLPage("![Bars of stock](figures/none.png)\n\n![x](https://example.org/x.png)\n"))
    #expect(page.ofClass("figure-text").map(\.text) == ["Bars of stock", "x"])
    #expect(page.all("img").isEmpty)
  }

  @Test func aPictureWithoutANameTakesTheAlternativeText() throws {
    let bare = HTMLFigure(svg: "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1 1\"></svg>", caption: "C")
    let page = try #require(try HTMLPage("![Bars \"of\" stock](figures/x.png)", figures: ["x": bare]))
    let picture = try #require(page.all("svg").first)
    #expect(picture.attributes["aria-label"] == "Bars \"of\" stock")
    #expect(picture.attributes["role"] == "img")
    // Alone it scrolls in a narrow window, also by keyboard.
    #expect(page.ofClass("scrolling").first?.attributes["tabindex"] == "0")
  }

  @Test func aFigureShownAgainIsALinkWithItsName() throws {
    let data = HTMLFigure.DataTable(head: ["Tier", "Units"], rows: [["DC", "1"]])
    let figure = HTMLFigure(svg: "<svg xmlns=\"http://www.w3.org/2000/svg\"></svg>", caption: "", data: data)
    for (title, name) in [(" \"Stock falls\"", "Stock falls"), ("", "Bars of stock")] {
      let image = "![Bars of stock](figures/x.png\(title))"
      let page = try #require(try HTMLPage("\(image)\n\nText\n\n\(image)\n", figures: ["x": figure]))
      #expect(page.all("svg").count == 1 && page.all("figcaption").isEmpty)
      let link = try #require(page.all("a").first { $0.attributes["href"] == "#figure-x" })
      #expect(link.text == name)
      #expect(page.all("caption").map(\.text) == [name])
      #expect(page.ofClass("scrolling").first?.attributes["aria-label"] == name)
    }
  }

  @Test func longTablesAreCut() throws {
    let rows = (1...4_811).map { "| Item \($0) | \($0) |\n" }.joined()
    let markdown = "*Levels*\n\n| Item | Units |\n| :--- | ---: |\n\(rows)| **Total** | **9** |\n"
    let page = try #require(try HTMLPage(markdown, tableFiles: ["Levels": "tables/levels.csv"]))
    #expect(page.all("tr").count == 1 + 200 + 1)
    #expect(page.all("th").last?.text == "Total")
    #expect(page.ofClass("note").map(\.text) == ["201 of 4,812 rows, all in tables/levels.csv"])
    let unnamed = try #require(try HTMLPage(markdown))
    #expect(unnamed.ofClass("note").first?.text.hasPrefix("201 of 4,812 rows") == true)
  }

  @Test func pagesStaySmall() throws {
    let rows = (1...250).map { "| Distribution centre \($0) | 1,234,567 | 1,234,567 | \($0) |\n" }.joined()
    let table = "*Levels*\n\n| A | B | C | D |\n| :--- | ---: | ---: | ---: |\n\(rows)\n"
    let page = try #require(try HTMLPage(String(repeating: table, count: 12)))
    #expect(page.source.utf8.count < 2_000_000)
    #expect(Assets.script.utf8.count < 3_000)
  }

  @Test func bothSchemesAndPaperTakeTheThemesColours() throws {
    let theme = try Theme(json: Assets.theme)
    let page = try #require(try HTMLPage("text"))
    let dark = "@media screen and (prefers-color-scheme: dark) { :root { \(theme.dark.customProperties) } }"
    #expect(page.source.contains(dark))
    #expect(page.source.contains(":root { \(theme.light.customProperties)"))
  }

  @Test func textReachesItsContrast() throws {
    let theme = try Theme(json: Assets.theme)
    for palette in [theme.light, theme.dark] {
      // The ground of callouts, 7 % of the accent on paper.
      func mixed(_ part: KeyPath<Color, Double>) -> Double {
        0.07 * palette.proposal[keyPath: part] + 0.93 * palette.paper[keyPath: part]
      }
      let tint = Color(red: mixed(\.red), green: mixed(\.green), blue: mixed(\.blue))
      #expect(palette.text.contrast(with: tint) >= 4.5)
      for role in [palette.text, palette.muted, palette.proposal, palette.good, palette.bad] {
        #expect(role.contrast(with: palette.paper) >= 4.5)
      }
    }
  }

  @Test func arabicPagesRunFromTheRight() throws {
    let page = try #require(try HTMLPage("# مخزون", language: "ar-EG"))
    #expect(page.all("html").first?.attributes["dir"] == "rtl")
  }

  @Test func listsKeepTheirNumbersAndParts() throws {
    let page = try #require(try HTMLPage("3. three\n\n   more\n4. four\n\n- a\n  - b\n\n---\n\n```\na<b\n```\n"))
    #expect(page.all("ol").first?.attributes["start"] == "3")
    #expect(page.all("ul").count == 2)
    #expect(page.all("hr").count == 1)
    #expect(page.all("code").map(\.text) == ["a<b\n"])
  }
}
