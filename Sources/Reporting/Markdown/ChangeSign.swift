/// The sign that a change shows, wherever the locale has it: before the digits, or between them and a currency.
enum ChangeSign {
  case plus, minus, none

  init(of text: String) {
    let scalars = text.unicodeScalars
    guard let digit = scalars.firstIndex(where: { $0 >= "0" && $0 <= "9" }) else {
      self = .none
      return
    }
    let before = scalars[..<digit]
    self = before.contains("+") ? .plus : before.contains("−") || before.contains("-") ? .minus : .none
  }
}
