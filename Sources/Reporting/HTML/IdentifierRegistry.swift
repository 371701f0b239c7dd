/// The ids of a page; each is given away once.
struct IdentifierRegistry {
  private var taken: Set<String>

  /// - Parameter pictures: SVG whose ids are taken from the start.
  init(pictures: some Sequence<String>) {
    taken = ["contents", "content"]
    for picture in pictures {
      for part in picture.split(separator: " id=\"", omittingEmptySubsequences: false).dropFirst() {
        taken.insert(String(part.prefix { $0 != "\"" }))
      }
    }
  }

  /// The name, with a number after it where the name alone is taken.
  mutating func unique(_ name: String) -> String {
    let stem = name.isEmpty ? "section" : name
    if taken.insert(stem).inserted { return stem }
    var number = 2
    while !taken.insert("\(stem)-\(number)").inserted { number += 1 }
    return "\(stem)-\(number)"
  }
}
