/// A value in a PDF file (ISO 32000-1, 7.3), taken apart as far as an update needs it.
indirect enum PDFValue: Equatable {
  case integer(Int)
  /// An object elsewhere in the file, by its number.
  case reference(Int)
  case array([PDFValue])
  case dictionary(PDFDictionary)
  /// Names, strings, real numbers and keywords, as they are written.
  case verbatim([UInt8])

  /// A name (`/Figure`).
  static func name(_ name: String) -> PDFValue { .verbatim(Array("/\(name)".utf8)) }

  /// A string for people: as it is where ASCII holds it, else in UTF-16.
  static func text(_ string: String) -> PDFValue {
    let plain = string.withoutControls
    if plain.utf8.allSatisfy({ $0 < 0x80 }) {
      let escaped = plain.utf8.flatMap { byte in [0x28, 0x29, 0x5C].contains(byte) ? [0x5C, byte] : [byte] }
      return .verbatim([0x28] + escaped + [0x29])
    }
    let digits = Array("0123456789ABCDEF".utf8)
    let units = [0xFEFF] + Array(plain.utf16)
    let hexadecimal = units.flatMap { unit in [12, 8, 4, 0].map { digits[Int(unit >> $0 & 15)] } }
    return .verbatim([0x3C] + hexadecimal + [0x3E])
  }

  /// The value as it is written.
  var bytes: [UInt8] {
    switch self {
    case .integer(let number): Array(String(number).utf8)
    case .reference(let number): Array("\(number) 0 R".utf8)
    case .array(let values): Array("[ ".utf8) + values.flatMap { $0.bytes + [0x20] } + Array("]".utf8)
    case .dictionary(let dictionary):
      Array("<< ".utf8) + dictionary.entries.flatMap { Array("/\($0.key) ".utf8) + $0.value.bytes + [0x0A] }
        + Array(">>".utf8)
    case .verbatim(let bytes): bytes
    }
  }

  /// The values of an array; any other value alone.
  var elements: [PDFValue] {
    if case .array(let values) = self { values } else { [self] }
  }

  /// The number of the object a reference leads to.
  var referenced: Int? {
    if case .reference(let number) = self { number } else { nil }
  }
}

/// A dictionary of a PDF file, in the order written.
struct PDFDictionary: Equatable {
  /// One key, without its slash, and its value.
  struct Entry: Equatable {
    let key: String
    var value: PDFValue
  }

  private(set) var entries: [Entry] = []

  subscript(key: String) -> PDFValue? {
    get { entries.first { $0.key == key }?.value }
    set {
      let index = entries.firstIndex { $0.key == key }
      switch (index, newValue) {
      case (let index?, let value?): entries[index].value = value
      case (let index?, nil): entries.remove(at: index)
      case (nil, let value?): entries.append(Entry(key: key, value: value))
      case (nil, nil): break
      }
    }
  }
}
