internal import ContentHash

/// Names what something is made from by its content.
enum SourceHash {
  /// One hash of several texts, as 64 hexadecimal digits; where one text ends and the next begins counts, too.
  static func hexadecimal(_ parts: [String]) -> String {
    var bytes: [UInt8] = []
    for part in parts {
      bytes += Array("\(part.utf8.count):".utf8)
      bytes += Array(part.utf8)
    }
    return SHA256.hexadecimalDigest(of: bytes)
  }
}
