import Findings
import Testing

/// The only number formatting of the program.
struct NumberFormatTests {
  let format = NumberFormat(currency: "USD")

  @Test(
    "a share in points has its noun in the right number",
    arguments: [
      (0.055, "5.5 points"), (0.01, "1 point"), (0.001, "0.1 point"), (0.0004, "0 points"), (0.12, "12 points"),
      (0.0104, "1 point"), (0.0106, "1.1 points"),
    ])
  func points(share: Double, text: String) { #expect(NumberFormat(currency: "").points(of: share) == text) }

  @Test(
    "Numbers are grouped, rounded and carry the real minus",
    arguments: [
      (0.0, 0, "0"), (-0.0, 0, "0"), (-0.4, 0, "0"), (-0.5001, 0, "−1"), (999.5, 0, "1,000"),
      (1_234_567.0, 0, "1,234,567"),
      (-1234.56, 1, "−1,234.6"), (0.05, 1, "0.1"), (-0.04, 1, "0.0"), (100, 2, "100.00"),
    ])
  func number(value: Double, decimals: Int, text: String) {
    #expect(format.number(value, decimals: decimals) == text)
  }

  @Test(
    "Short amounts keep three significant figures across their borders",
    arguments: [
      (0.0, "$0"), (12.0, "$12"), (12.5, "$12.50"), (9_994.0, "$9,994"), (9_995.0, "$10.0k"), (99_949, "$99.9k"),
      (99_950, "$100k"), (999_499, "$999k"), (999_500, "$1.00M"), (999_950, "$1.00M"), (8_512_345, "$8.51M"),
      (99_949_999, "$99.9M"), (999_499_999, "$999M"), (999_500_000, "$1.00bn"), (-8_512_345, "−$8.51M"),
      (-0.001, "$0.00"),
    ])
  func shortMoney(value: Double, text: String) {
    #expect(format.shortMoney(value) == text)
  }

  @Test("Changes carry their sign, zero none")
  func signs() {
    #expect(format.signed(0.4) == "0")
    #expect(format.signed(-0.4) == "0")
    #expect(format.signed(12.34, decimals: 1) == "+12.3")
    #expect(format.signedShortMoney(0.001) == "$0.00")
    #expect(format.signedShortMoney(1_500) == "+$1,500")
    #expect(format.points(-0.0125) == "−1.3 pts" || format.points(-0.0125) == "−1.2 pts")
    #expect(format.points(0.0004) == "0.0 pts")
  }

  @Test(
    "Relative changes",
    arguments: [
      (100.0, 93.0, "−7.0%"), (100, 140, "+40%"), (100, 100, "0.0%"), (0, 5, "–"), (100, 90.04, "−10%"),
      (100, 90.06, "−9.9%"),
    ])
  func change(start: Double, end: Double, text: String) {
    #expect(format.change(from: start, to: end) == text)
  }

  @Test("Neither NaN nor infinity is ever shown", arguments: [Double.nan, .infinity, -.infinity])
  func notANumber(value: Double) {
    for text in [
      format.number(value), format.money(value), format.shortMoney(value), format.scaled(value), format.percent(value),
      format.points(value), format.signed(value), format.signedShortMoney(value), format.change(from: 1, to: value),
      format.short(value),
    ] {
      #expect(text == NumberFormat.none)
    }
  }

  @Test("Percentages stand close to their sign; counts agree with their noun")
  func words() {
    #expect(format.percent(0.928) == "92.8%")
    #expect(format.percent(0.9996) == "100.0%")
    #expect(format.count(1, "store") == "1 store")
    #expect(format.count(0, "store") == "0 stores")
    #expect(format.count(1_250, "store") == "1,250 stores")
    #expect(format.count(2, "entry", "entries") == "2 entries")
    #expect(NumberFormat(currency: "CHF").money(1234) == "CHF 1,234")
  }

  @Test("Four digits are told in thousands where those beside them are")
  func thousands() {
    let format = NumberFormat(currency: "USD", abbreviatesThousands: true)
    #expect(format.shortMoney(6_528) == "$6.53k" && format.shortMoney(999.4) == "$999")
    #expect(format.scaled(7_405) == "7.41k" || format.scaled(7_405) == "7.40k")
    #expect(format.shortMoney(12_345) == "$12.3k" && format.money(6_528) == "$6,528")
  }

  @Test("An interval never reads as nothing where there is one, and keeps its places")
  func intervals() {
    #expect(format.plusMinus(0.2, decimals: 1) == "± 0.2")
    #expect(format.plusMinus(0.04, decimals: 1) == "± 0.1")
    #expect(format.plusMinus(0.004, decimals: 1) == "± 0.1")
    #expect(format.plusMinus(0.3, decimals: 0) == "± 1")
    #expect(format.plusMinus(0, decimals: 1) == "± 0.0")
    #expect(NumberFormat(currency: "").shortMoney(1_412_000) == "1.41M")
  }

  @Test(
    "Counts carry no spurious decimals",
    arguments: [
      (76.17, "76"), (9.94, "9.9"), (9.96, "10"), (4.0, "4"), (0.27, "0.3"), (1_234.4, "1,234"), (12_345, "12.3k"),
    ])
  func counts(value: Double, text: String) {
    #expect(format.scaled(value, on: NumberScale(counting: value)) == text)
  }

  @Test("Figures on one scale differ by what is shown")
  func sharedScale() {
    let scale = NumberScale(fitting: 8_512_345)
    #expect(scale.unit == 10_000)
    #expect(format.shortMoney(42_000, on: scale) == "$0.04M")
    #expect(scale.shown(8_512_345) == 8_510_000)
  }
}
