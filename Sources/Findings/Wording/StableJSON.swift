import Foundation

/// JSON of plain values, always with the same bytes.
public enum StableJSON {
  /// The JSON, indented and with keys in order, with a line feed at its end; empty where a value cannot be encoded (a
  /// figure that is no number).
  public static func bytes(_ value: some Encodable) -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    guard let data = try? encoder.encode(value) else { return [] }
    return [UInt8](data) + [0x0A]
  }

  /// The same as text; `nil` where a value cannot be encoded.
  public static func text(_ value: some Encodable) -> String? {
    let bytes = bytes(value)
    return bytes.isEmpty ? nil : String(decoding: bytes, as: UTF8.self)
  }
}
