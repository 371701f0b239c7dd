import Drawing
import Findings
import PageLayout
import Testing

@testable import Reporting

/// How the pages of a report are filled.
@Suite struct PagedReportTests {
  static func pages(
    of findings: StudyFindings, template: String = "executive", usesLetterPaper: Bool = false
  ) throws -> PagedDocument {
    let library = TemplateLibrary()
    let tree = MarkdownParser.parse(try library.markdown(of: findings, template: template))
    let placement = FigurePlacement(tree)
    let theme = try ReportWriter.theme(library, ReportBrand())
    let text = TextEngine()
    let figures = try FigureCatalogue.figures(of: findings).map { figure in
      let id = figure.heading.id
      let needs = FigureNeeds(
        files: false, fullPicture: placement.full.contains(id), halfPicture: placement.half.contains(id), page: false)
      return try figure.scenes(needs, theme: theme, text: text)
    }
    var options = ReportOptions()
    options.usesLetterPaper = usesLetterPaper
    return PagedReport(findings: findings, figures: figures, theme: theme, words: library.words, options: options)
      .pages(tree, text: text)
  }

  /// The share of each page that is white at its foot; of the last page of a part, as it may end anywhere, none.
  static func holes(_ document: PagedDocument) -> [Double] {
    let contents = document.pages.firstIndex { page in page.frames.contains { $0.words == "Contents" } }
    return document.pages.enumerated().map { index, page in
      let isLast = index == document.pages.count - 1 || index + 1 == contents || page.isCover
      let bottom = page.frames.map(\.area.bottom).max() ?? page.contentArea.top
      return isLast ? 0 : (page.contentArea.bottom - bottom) / page.contentArea.height
    }
  }

  @Test("no page is left half empty", arguments: [("consumer-goods", 0.22), ("serial", 0.24), ("warehouse", 0.22)])
  func holes(study: String, limit: Double) async throws {
    let findings = StudyFindings(try #require(try await SmallStudies.study(study)))
    for usesLetterPaper in [false, true] {
      let holes = Self.holes(try Self.pages(of: findings, usesLetterPaper: usesLetterPaper))
      #expect(holes.allSatisfy { $0 < limit }, "Letter: \(usesLetterPaper), \(holes)")
    }
  }

  /// The small case with what changed since one of other costs, lead times and service targets.
  private static let reviewed = Task {
    let before = try SmallStudies.input { text in
      text.replacing("carrying_rate: 0.25", with: "carrying_rate: 0.22").replacing(",6.26,", with: ",5.66,")
        .replacing(",15,7", with: ",18,7").replacing("service_level,0.97", with: "service_level,0.95")
    }
    let record = ReviewRecord(
      before, findings: StudyFindings(try await Study.run(before, threads: 2)), study: "before")
    return await ReportMaterial.of(
      try await SmallStudies.consumerGoods.value, since: ReviewBaseline(name: "before.json", bytes: record.bytes))
  }

  @Test(arguments: [false, true]) func aReviewOfTheLastOneKeepsToItsLength(usesLetterPaper: Bool) async throws {
    let (material, warning) = try await Self.reviewed.value
    #expect(warning == nil)
    let review = try #require(material.findings.sinceReview)
    #expect(review.changes.count >= 4, "\(review.changes)")
    #expect(review.inventory != nil && review.holdingCost != nil, "\(review.lead)")
    let document = try Self.pages(of: material.findings, usesLetterPaper: usesLetterPaper)
    #expect(document.pages.count <= 15)
    #expect(document.outline.contains { $0.title == "Since the last review" && $0.page == 3 })
    #expect(Self.holes(document).allSatisfy { $0 < 0.22 }, "\(Self.holes(document))")
  }

  @Test func contentsListWhatFollowsThem() async throws {
    let document = try Self.pages(of: StudyFindings(try await SmallStudies.consumerGoods.value))
    let page = try #require(document.pages.firstIndex { $0.frames.contains { $0.words == "Contents" } })
    let words = Set(document.pages[page].frames.compactMap(\.words))
    for entry in document.outline where entry.level == 1 {
      #expect(words.contains(entry.title) == (entry.page > page), "\(entry.title)")
    }
  }

  @Test func theOnePageReportSaysItsTitleOnce() async throws {
    let findings = StudyFindings(try await SmallStudies.consumerGoods.value)
    let pages = try Self.pages(of: findings, template: "one-page").pages
    let words = pages.flatMap { $0.frames + $0.furniture }.compactMap(\.words)
    #expect(pages.count == 1 && words.count { $0.contains(findings.cover.title) } == 1)
  }

  /// The words of the summary as long as those of the whole bundled case, where the back-test allows what is found, does
  /// not, and where a source of supply fails besides.
  @Test("the one-page report keeps to its page", arguments: [0, 1, 2], [false, true])
  func onePage(warnings: Int, usesLetterPaper: Bool) async throws {
    var findings = StudyFindings(try await SmallStudies.consumerGoods.value)
    let promise = "Place safety stock across the network as one system: like for like, cut inventory by $1.4M (−18%)"
    findings.summary.recommendation = promise + " and raise customers' fill rate from 92.2% to 95.5%."
    findings.summary.yardsticks =
      warnings > 0
      ? nil
      : "Against the stock measured today ($8.50M) the plan, simulated ($6.49M), holds $2.01M less (−24%); like for "
        + "like, against today's levels simulated on the same demand ($7.93M), $1.44M less (−18%). The $0.57M between "
        + "them stand in stock beyond what today's levels give in simulation, which the back-test allows (−6.7%; at "
        + "most ±10%)."
    let warning =
      "Warning: against the stock measured today the plan holds $7.1M less (−52%), but the back-test fails (−42%, ±10% "
      + "allowed). Do not count on the other $5.7M before their cause is known."
    findings.summary.warnings = Array(repeating: warning, count: warnings)
    for index in findings.summary.keyFigures.indices {
      findings.summary.keyFigures[index].note =
        "today measured; optimised simulated ± 9; days with a stockout, simulated: 7.3% → 6.2%"
    }
    findings.summary.decisions = [
      "Approve the order-up-to levels of the plan: 1,182 of 1,392 levels differ from today's order-up-to levels.",
      "Fund $1.31M of additional stock where the plan needs it, out of the $3.32M released elsewhere.",
      "Prepare from 2027-01-01, change Central DC Glendale and Southeast DC Ironwood over from Feb 2027 and roll out "
        + "through the gates of the plan.",
    ]
    findings.summary.ifNothingIsDone =
      "Stock costs $1.78M a year more to carry than the plan needs (like for like $0.36M), and customers do not find "
      + "7.7% of their demand on the shelf in time, against 4.5% under the plan."
    let risk = "Demand 20% more variable than in the data needs $1.23M more safety stock for the same promise."
    findings.summary.risks = Array(repeating: risk, count: warnings > 0 ? 2 : 3)
    let pages = try Self.pages(of: findings, template: "one-page", usesLetterPaper: usesLetterPaper).pages
    #expect(pages.count == 1)
    #expect(pages[0].frames.count { $0.words?.hasPrefix("Demand 20% more variable") == true } >= 2)
  }

  @Test func theSummaryHasItsFigureAndTheCoverItsRecommendation() async throws {
    let findings = StudyFindings(try await SmallStudies.consumerGoods.value)
    let document = try Self.pages(of: findings)
    let pictures = document.pages[1].frames.compactMap { frame in
      if case .picture(let scene) = frame.content { scene.title } else { nil }
    }
    #expect(pictures == [findings.summary.stockByRole.heading.title])
    let words = document.pages[0].frames.compactMap(\.words).joined(separator: " ")
    #expect(words.contains(findings.summary.recommendation.replacing(" ± ", with: "\u{A0}±\u{A0}")))
    for figure in findings.summary.keyFigures.prefix(3) {
      #expect(words.contains(figure.name) && words.contains(figure.optimised))
    }
  }

  @Test func stockByRoleAddsUpToTheStockOnHand() async throws {
    let findings = StudyFindings(try await SmallStudies.consumerGoods.value)
    let bars = findings.summary.stockByRole.bars
    let inventory = try #require(findings.summary.keyFigures.first)
    #expect(bars.map(\.totalText) == [inventory.current, inventory.optimised])
    let (now, sum) = (inventory.currentValue ?? 0, bars[0].values.reduce(0, +))
    #expect(now > 0 && abs(sum - now) < 1e-3 * now)
  }
}

extension Frame {
  /// The letters of a line of text.
  fileprivate var words: String? {
    if case .text(let line) = content { line.string } else { nil }
  }
}
