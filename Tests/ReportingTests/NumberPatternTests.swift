import Testing

@testable import Reporting

/// Texts of figures read back as numbers and their formats.
struct NumberPatternTests {
  @Test(
    "texts of the number format read back",
    arguments: [
      ("1,234", 1234, "#,##0"), ("0.46", 0.46, "#,##0.00"), ("97.0%", 0.97, "#,##0.0%"), ("100%", 1, "#,##0%"),
      ("−18%", -0.18, "+#,##0%;-#,##0%;#,##0%"), ("+1.2 pts", 1.2, "+#,##0.0\" pts\";-#,##0.0\" pts\";#,##0.0\" pts\""),
      ("$8,500,000", 8_500_000, "\"$\"#,##0;-\"$\"#,##0"), ("$8.50M", 8_500_000, "\"$\"#,##0;-\"$\"#,##0"),
      ("−$40.7k", -40_700, "+\"$\"#,##0;-\"$\"#,##0;\"$\"#,##0"), ("24.7", 24.7, "#,##0.0"), ("0", 0, "#,##0"),
      ("−5.8 days", -5.8, "+#,##0.0\" days\";-#,##0.0\" days\";#,##0.0\" days\""),
    ])
  func reads(text: String, value: Double, code: String) throws {
    let reading = try #require(NumberPattern.reading(text, mark: "$"))
    #expect(abs(reading.value - value) < 1e-9 * max(1, abs(value)))
    #expect(reading.pattern.code == code)
    #expect(reading.halfWidth == nil)
  }

  @Test(
    "other texts are none",
    arguments: [
      "", "–", "−", "+", "no clear difference", "0.38 (as it is)", "2026-11-01", "Feb 2027", "12 of 15", "$", "€5",
      "1e5",
      "=1", "DC1", "+$2.01M within 12 months", "98.7% for four weeks", ".5", "5.", "1.2.3", "٣", "1,000 Units",
    ])
  func leaves(text: String) { #expect(NumberPattern.reading(text, mark: "$") == nil) }

  @Test func intervalsStandApart() throws {
    let reading = try #require(NumberPattern.reading("99.0% ± 0.1", mark: ""))
    #expect(reading.value == 0.99 && reading.halfWidth == "0.1")
    #expect(NumberPattern.reading("1,234 ± < 0.005", mark: "")?.halfWidth == "< 0.005")
  }

  @Test func figuresWithoutTextsAreShownByWhatTheyAre() {
    #expect(NumberPattern(fitting: [1, 20_000], areShares: false).code == "#,##0")
    #expect(NumberPattern(fitting: [0.5, 3.25], areShares: false).code == "#,##0.00")
    #expect(NumberPattern(fitting: [0.5, 46_117.596], areShares: false).code == "#,##0.0")
    #expect(NumberPattern(fitting: [0.975, 0.9], areShares: true).code == "#,##0.0%")
    #expect(NumberPattern(fitting: [0.9751, 1], areShares: true).code == "#,##0.00%")
    #expect(NumberPattern(fitting: [12, 0.5], areShares: true).code == "#,##0.00")
    #expect(NumberPattern(fitting: [], areShares: true).code == "#,##0.0%")
  }

  @Test func widthsFitWhatIsShown() {
    for (text, mark) in [("1,234", ""), ("−18%", ""), ("97.05%", ""), ("$8,500,000", "$"), ("+1.2 pts", "")] {
      let reading = NumberPattern.reading(text, mark: mark)
      #expect(reading.map { $0.pattern.width(of: $0.value) } == text.count)
    }
  }

  @Test(
    "texts break at spaces",
    arguments: [
      ("", 10.0, 1), ("one two", 10, 1), ("one two three", 8, 2), ("a\nb", 8, 2), ("unbreakable", 4, 3),
      ("上海配送中心", 6, 2), ("one two three four", 5, 4),
    ])
  func breaks(text: String, width: Double, lines: Int) { #expect(TextWidth.lines(text, width: width) == lines) }
}
