import SupplyNetwork

/// Writes JSON with the members in the order given and numbers in their shortest form that reads back the same.
struct JSONWriter {
  /// A value to write.
  indirect enum Value {
    case null
    case bool(Bool)
    case integer(Int)
    case unsigned(UInt64)
    case number(Double)
    case string(String)
    case array([Value])
    case object([(key: String, value: Value)])
  }

  /// A number that JSON cannot hold, and the keys that lead to it.
  struct NotFinite: Error {
    var keyPath: String
  }

  private var text = ""
  private var keys: [String] = []

  /// A value as one line of text.
  static func line(_ value: Value) throws(NotFinite) -> String {
    var writer = JSONWriter()
    try writer.write(value)
    return writer.text
  }

  /// The text of a value, or an issue that names the number it cannot hold.
  static func checkedLine(_ value: Value) throws(IssueList) -> String {
    do {
      return try line(value)
    } catch {
      throw IssueList([
        Issue(
          .error, code: "not-finite", "\(error.keyPath) is not finite; expected a number",
          hint: "the figures cannot be written")
      ])
    }
  }

  private mutating func write(_ value: Value) throws(NotFinite) {
    switch value {
    case .null: text += "null"
    case .bool(let flag): text += flag ? "true" : "false"
    case .integer(let number): text += String(number)
    case .unsigned(let number): text += String(number)
    case .number(let number): try write(number)
    case .string(let string): write(string)
    case .array(let values):
      text += "["
      for (index, value) in values.enumerated() {
        if index > 0 { text += "," }
        keys.append(String(index))
        try write(value)
        keys.removeLast()
      }
      text += "]"
    case .object(let members):
      text += "{"
      for (index, member) in members.enumerated() {
        if index > 0 { text += "," }
        write(member.key)
        text += ":"
        keys.append(member.key)
        try write(member.value)
        keys.removeLast()
      }
      text += "}"
    }
  }

  private mutating func write(_ number: Double) throws(NotFinite) {
    guard number.isFinite else { throw NotFinite(keyPath: keys.joined(separator: ".")) }
    // Minus zero reads as a wrong sign.
    text += number == 0 ? "0.0" : number.description
  }

  private mutating func write(_ string: String) {
    text += "\""
    for scalar in string.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\r": text += "\\r"
      case "\t": text += "\\t"
      default:
        if scalar.value < 0x20 {
          let digits = String(scalar.value, radix: 16)
          text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        } else {
          text.unicodeScalars.append(scalar)
        }
      }
    }
    text += "\""
  }
}
