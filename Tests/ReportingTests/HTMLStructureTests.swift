import ContentHash
import Foundation
import Testing

@testable import Reporting

@Suite struct HTMLStructureTests {
  let page: HTMLPage

  init() throws { page = try #require(try HTMLPage(SampleReport.markdown, figures: SampleReport.figures)) }

  @Test func hasLanguageTitleAndViewport() throws {
    let root = try #require(page.all("html").first)
    #expect(root.attributes["lang"] == "en")
    #expect(root.attributes["dir"] == "ltr")
    #expect(page.all("title").first?.text == "Review")
    #expect(page.all("meta").contains { $0.attributes["name"] == "viewport" })
    #expect(page.source.hasPrefix("<!DOCTYPE html>\n"))
  }

  @Test func landmarksStandOnceEach() {
    for name in ["header", "nav", "main", "footer", "h1"] { #expect(page.all(name).count == 1, "\(name)") }
    let skip = page.all("a").first
    #expect(skip?.attributes["href"] == "#content")
    #expect(page.all("main").first?.attributes["id"] == "content")
  }

  @Test func headingsSkipNoLevel() {
    let levels = page.elements.compactMap { element in
      element.name.count == 2 && element.name.hasPrefix("h") ? Int(element.name.dropFirst()) : nil
    }
    // The fourth level of the source stands below a second one.
    #expect(levels == [1, 2, 3, 2, 3, 2])
  }

  @Test func idsAreUniqueAndLinksResolve() {
    #expect(Set(page.ids).count == page.ids.count)
    let targets = page.elements.compactMap { $0.attributes["href"] }.filter { $0.hasPrefix("#") }
    #expect(targets.count > 5)
    #expect(targets.filter { !page.ids.contains(String($0.dropFirst())) } == [])
    let names = page.elements.flatMap {
      ($0.attributes["aria-labelledby"] ?? "").split(separator: " ").map(String.init)
    }
    #expect(names.count > 5)
    #expect(names.filter { !page.ids.contains($0) } == [])
  }

  @Test func contentsListBothLevels() throws {
    let nav = try #require(page.places("nav").first)
    #expect(
      page.all("a", in: nav).map(\.text)
        == ["Executive summary", "Decisions", "Current state", "Detail", "Evidence"])
  }

  @Test func everyTableIsNamedAndHasHeads() {
    let tables = page.places("table")
    #expect(tables.count == 4)
    for table in tables {
      #expect(page.all("caption", in: table).count == 1)
      #expect(page.all("caption", in: table).first?.text.isEmpty == false)
      let heads = page.all("th", in: table)
      #expect(!heads.isEmpty)
      #expect(heads.allSatisfy { ["col", "row"].contains($0.attributes["scope"] ?? "") })
      let region = page.elements[page.elements[table].parent ?? 0]
      #expect(region.attributes["role"] == "region")
      #expect(region.attributes["tabindex"] == "0")
    }
  }

  @Test func emphasisAroundTablesIsCaptionOrNote() {
    #expect(page.all("caption").map(\.text) == ["By tier", "Second table", "Stock, units", "Evidence"])
    #expect(page.ofClass("note").map(\.text) == ["A remark."])
  }

  @Test func totalsStandInTheFoot() throws {
    let foot = try #require(page.places("tfoot").first)
    #expect(page.all("th", in: foot).map(\.text) == ["Total"])
    #expect(page.ofClass("total").count == 1)
  }

  @Test func aTileKeepsTheIntervalOfAFigureOnItsLine() throws {
    let rows = """
      | Figure | Now | Optimised | Change | Note |
      | :--- | ---: | ---: | ---: | :--- |
      | Value | 1 | 2 | +1 bad | simulated ± 9 |
      """
    guard case .table(let table)? = MarkdownParser.parse(rows).first else {
      Issue.record("no table")
      return
    }
    #expect(KeyFigureTile.tiles(table, wording: HTMLWriter.Wording())?.contains("simulated\u{A0}±\u{A0}9") == true)
  }

  @Test func namesInTheDataOfAFigureAreIsolated() {
    let table = HTMLTable(HTMLFigure.DataTable(head: ["Tier", "Units"], rows: [["مخزن & 3", "1"], ["Store", "2"]]))
    #expect(table.rows[0][0].hasPrefix("<bdi>مخزن") && table.rows[0][0].contains("&amp;"))
    #expect(table.rows[1] == ["Store", "2"])
  }

  @Test func tilesJudgeByMoreThanColour() throws {
    let tiles = try #require(page.places("ul").first { page.elements[$0].attributes["class"] == "tiles" })
    #expect(page.all("li", in: tiles).count == 3)
    #expect(page.ofClass("good").map(\.text) == ["▼ −30% (better)"])
    #expect(page.ofClass("bad").map(\.text) == ["▲ +112% (worse)"])
    #expect(page.ofClass("neutral").map(\.text) == ["no change (neither better nor worse)"])
    // The dash of the third tile is no value of today.
    #expect(page.ofClass("now").map(\.text) == ["from $8.50M", "from 738"])
    #expect(page.ofClass("value").first?.text == "Optimised: $5.98M")
  }

  @Test func figuresHavePictureCaptionAndData() throws {
    let figures = page.places("figure")
    #expect(figures.count == 3)
    for figure in figures {
      #expect(page.all("svg", in: figure).count == 2)
      #expect(page.all("svg", in: figure).allSatisfy { $0.attributes["role"] == "img" })
      #expect(page.all("desc", in: figure).first?.text == "Bars: 1 today.")
      #expect(page.all("figcaption", in: figure).map(\.text) == ["Stock, units"])
    }
    #expect(page.all("details", in: figures[0]).count == 1)
    #expect(page.all("td", in: figures[0]).map { $0.attributes["class"] } == ["figure", "figure"])
    let pairs = page.places("div").filter { page.elements[$0].attributes["class"] == "pair" }
    #expect(pairs.map { page.all("figure", in: $0).count } == [2])
  }

  @Test func coverIsAListOfFacts() throws {
    let header = try #require(page.places("header").first)
    #expect(page.all("h1", in: header).map(\.text) == ["Inventory review"])
    #expect(page.all("dt", in: header).map(\.text) == ["Scope", "Run"])
    #expect(page.all("dd", in: header).map(\.text) == ["3 locations", "0123"])
    #expect(page.ofClass("notice").map(\.text) == ["Synthetic data."])
  }

  @Test func policyNamesExactlyWhatThePageHolds() throws {
    let policy = try #require(
      page.all("meta").first { $0.attributes["http-equiv"] == "Content-Security-Policy" }?.attributes["content"])
    #expect(policy.hasPrefix("default-src 'none';"))
    for name in ["style", "script"] {
      let texts = page.source.split(separator: "<\(name)>").dropFirst().map { $0.prefix { $0 != "<" } }
      #expect(texts.count == 1)
      let digest = SHA256.digest(of: Array((texts.first ?? "").utf8))
      #expect(policy.contains("\(name)-src 'sha256-\(Data(digest).base64EncodedString())'"))
    }
    // The policy would block them.
    #expect(page.elements.allSatisfy { $0.attributes["style"] == nil })
  }

  @Test func nothingIsFetched() {
    for element in page.elements {
      #expect(!["link", "iframe", "object", "embed", "base", "form", "img", "use", "image"].contains(element.name))
      #expect(element.attributes["src"] == nil)
    }
    #expect(!page.source.contains("@import"))
    // Hatchings stand in the page.
    #expect(page.source.split(separator: "url(").dropFirst().allSatisfy { $0.hasPrefix("#") })
  }

  @Test func samePageForSameInput() throws {
    let again = try #require(try HTMLPage(SampleReport.markdown, figures: SampleReport.figures))
    #expect(again.source == page.source)
  }
}
