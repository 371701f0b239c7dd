/// Reads CSV as RFC 4180 has it, and nothing else.
enum CSVText {
  /// Lines of fields; `nil` where the bytes break the rules.
  static func rows(_ bytes: [UInt8]) -> [[String]]? {
    var rows: [[String]] = []
    var row: [String] = []
    var field: [UInt8] = []
    var place = 0
    while place < bytes.count {
      if bytes[place] == UInt8(ascii: "\"") {
        guard field.isEmpty else { return nil }
        place += 1
        while place < bytes.count {
          if bytes[place] == UInt8(ascii: "\"") {
            guard place + 1 < bytes.count, bytes[place + 1] == UInt8(ascii: "\"") else { break }
            place += 1
          }
          field.append(bytes[place])
          place += 1
        }
        place += 1
        guard place < bytes.count, bytes[place] == UInt8(ascii: ",") || bytes[place] == 13 else { return nil }
        continue
      }
      if bytes[place] == UInt8(ascii: ",") || bytes[place] == 13 {
        row.append(String(decoding: field, as: UTF8.self))
        field = []
        if bytes[place] == 13 {
          guard place + 1 < bytes.count, bytes[place + 1] == 10 else { return nil }
          place += 1
          rows.append(row)
          row = []
        }
      } else {
        guard bytes[place] != 10 else { return nil }
        field.append(bytes[place])
      }
      place += 1
    }
    return field.isEmpty && row.isEmpty ? rows : nil
  }
}
