/// A value of a JSON text, with the line it begins on.
struct JSONNode: Equatable {
  /// What the value is.
  enum Value: Equatable {
    case null
    case bool(Bool)
    case number(Double)
    case string(String)
    case array([JSONNode])
    /// Members in the order of the text.
    case object([Member])
  }

  /// A key with its value.
  struct Member: Equatable {
    var key: String
    var value: JSONNode
  }

  /// What the value is.
  var value: Value
  /// Line of its first character, from 1.
  var line: Int

  /// The value as messages show it.
  var seen: String {
    switch value {
    case .null: "null"
    case .bool(let flag): String(flag)
    case .number(let number): NumberRange.short(number)
    case .string(let text): Quotation.of(text)
    case .array: "a list"
    case .object: "an object"
    }
  }
}
