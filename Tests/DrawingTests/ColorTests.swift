import Testing

@testable import Drawing

@Suite struct ColorTests {
  @Test func readsAndWritesHexadecimal() {
    #expect(Color(hex: "#0B6E99")?.hex == "#0B6E99")
    #expect(Color(hex: "#ffffff") == .white)
    for broken in ["", "#", "0B6E99", "#0B6E9", "#0B6E999", "#+B6E99", "#-B6E99", "#0B6E9G", "#０１"] {
      #expect(Color(hex: broken) == nil, "\(broken)")
    }
    #expect(Color(red: -1, green: 2, blue: 0.5).hex == "#00FF80")
  }

  @Test(arguments: [
    (0, "0"), (-0.001, "0"), (1.5, "1.5"), (-1.25, "-1.25"), (0.126, "0.13"), (-0.05, "-0.05"), (100, "100"),
    (1e15, "0"), (.nan, "0"), (-.infinity, "0"), (999.999, "1000"),
  ])
  func numbersArePlainAndShort(number: Double, text: String) { #expect(number.decimalText() == text) }
}
